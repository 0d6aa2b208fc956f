internal import SiteDiagnostics

/// What other tools understand and sitegen doesn't: shortcodes and tags of templates, links of wikis, attributes where
/// they mean nothing.
extension LossFinder {
  static let foreignID = "markdown.foreign-syntax"

  func badAttributes(_ range: Range<Int>) -> Loss {
    Loss(
      "markdown.bad-attributes", "`\(quote(range))` can't be read as attributes: it stays text", at: range,
      hint: "write them as `{#id .class key=\"value\"}`, or `\\{` where the brace is meant as it stands")
  }

  /// A brace that readers see.
  mutating func findBrace(_ mark: Int) {
    guard let start = inline.source(mark..<mark + 1)?.lowerBound else { return }
    let rest = body[start..<end]
    if rest.hasPrefix("{{<") || rest.hasPrefix("{{%") {
      findHugo(mark, start)
    } else if rest.hasPrefix("{%") || rest.hasPrefix("{#") && rest.contains("#}") {
      let close = rest.firstRange(of: "%}")?.upperBound ?? rest.firstRange(of: "#}")?.upperBound ?? 2
      tell(
        mark, start..<start + close, "is a tag of templates",
        "write what it stands for in Markdown, or a shortcode "
          + "`{{ name(key=\"text\") }}` with `Templates/components/name.html`")
    } else if rest.hasPrefix("{{") {
      guard !ShortcodeParser.looksLikeCall(body, at: start) else { return }
      let close = rest.firstRange(of: "}}")?.upperBound ?? 2
      tell(
        mark, start..<start + close, "is filled in by templates, not in texts",
        "write the value itself, or `{{ name(key=\"text\") }}` with `Templates/components/name.html`")
    } else {
      findAttributes(mark, start)
    }
  }

  private mutating func tell(_ mark: Int, _ range: Range<Int>, _ what: String, _ hint: String) {
    told = max(told, mark + range.count)
    add(Loss(Self.foreignID, "`\(quote(range))` \(what): readers see it as it stands", at: range, hint: hint))
  }

  /// `{{< youtube id >}}`
  private mutating func findHugo(_ mark: Int, _ start: Int) {
    let rest = body[start..<end]
    let close = (rest.firstRange(of: "}}")?.upperBound ?? 3)
    let words = string(start..<start + close).split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    let name = words.first.map(String.init) ?? "name"
    let range = start..<start + close
    let isClosing = string(range).firstMatch(of: /^\{\{[<%]\s*\//) != nil
    if name == "ref" || name == "relref" {
      let path = string(range).firstMatch(of: /["`]([^"`]+)["`]/).map { String($0.1) } ?? "other.md"
      tell(mark, range, "is a shortcode of Hugo", "write the path of the file as the address: `[text](\(path))`")
    } else if isClosing || String(decoding: text, as: UTF8.self).contains("/\(name)") {
      tell(
        mark, range, "is a shortcode of Hugo",
        "here it is `::: \(name)` … `:::`, each on a line of its own, with "
          + "`Templates/components/\(name).html`")
    } else {
      let plain = name.replacing("-", with: "_")
      tell(
        mark, range, "is a shortcode of Hugo",
        "here it is `{{ \(plain)(…) }}`, with `Templates/components/\(plain).html`")
    }
  }

  /// `{.class}` where it means nothing, `{: .class}` of kramdown.
  private mutating func findAttributes(_ mark: Int, _ start: Int) {
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? end)
    guard let close = body[0..<lineEnd].firstIndex(of: UInt8(ascii: "}"), from: start) else { return }
    let range = start..<close + 1
    let before = inline.at(mark - 1)
    let isBehindLink = before == InlineSource.Mark.linkEnd
    let isAtEnd = block.kind == .heading && (close + 1..<lineEnd).allSatisfy { isBlank(body[$0]) }
    if body.at(start + 1) == UInt8(ascii: ":") {
      tell(
        mark, range, "are attributes of kramdown",
        "here they stand right behind a heading, a link, a picture or "
          + "`[text]`, as `{#id .class key=\"value\"}`")
    } else if !extensions.contains(.attributes) {
      return
    } else if isBehindLink || isAtEnd {
      told = max(told, mark + 1)
      add(badAttributes(range))
    } else if let attributes = Attributes.parse(body[0..<lineEnd], at: start), attributes.end == close + 1,
      before != UInt8(ascii: "]")
    {
      told = max(told, mark + 1)
      add(
        Loss(
          "markdown.bad-attributes",
          "`\(quote(range))` stays text: attributes belong to a heading, a link, a picture or "
            + "`[text]`", at: range, hint: "put it right behind one, or remove it"))
    }
  }

  // MARK: Brackets

  /// `[[page]]`, `[caption …]`, `[TOC]`
  ///
  /// - Returns: whether it was one.
  mutating func findForeignBracket(_ mark: Int, _ start: Int) -> Bool {
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? end)
    let line = body[start..<lineEnd]
    if line.hasPrefix("[["), let close = line.firstRange(of: "]]") {
      let inner = string(start + 2..<start + close.lowerBound)
      let target = inner.split(separator: "|").first.map(String.init) ?? inner
      tell(mark, start..<start + close.upperBound, "is a link of wikis", "write `[\(Self.short(target))](file.md)`")
      return true
    }
    guard let close = line.firstIndex(of: UInt8(ascii: "]")) else { return false }
    let range = start..<start + close + 1
    let inner = string(start + 1..<start + close)
    if inner.lowercased() == "toc" || inner == "_TOC_" {
      tell(mark, range, "makes no table of contents", "remove it: the template makes one where the page has headings")
      return true
    }
    let isClosing = inner.hasPrefix("/")
    guard let word = inner.firstMatch(of: /^\/?([A-Za-z][A-Za-z0-9_-]*)(\s+[A-Za-z_-]+=|=|$|\s*\/$)/) else {
      return false
    }
    let name = String(word.1)
    let isPaired = isClosing || string(start..<end).contains("[/\(name)]")
    guard isPaired || inner.contains("=\"") || inner.contains("='") else { return false }
    if isClosing {
      // Its opening tag was told.
      if String(decoding: text[0..<mark], as: UTF8.self).contains("[\(name)") { return true }
    }
    tell(
      mark, range, "is a shortcode of another tool",
      "write it in Markdown, or as `{{ \(name.lowercased().replacing("-", with: "_"))(key=\"text\") }}` with a component of that name"
    )
    return true
  }

  // MARK: Angle brackets

  /// `<%= … %>`, `<!--` that nothing closes.
  mutating func findAngle(_ mark: Int) {
    guard let start = inline.source(mark..<mark + 1)?.lowerBound else { return }
    let rest = body[start..<end]
    if rest.hasPrefix("<%") {
      let close = rest.firstRange(of: "%>")?.upperBound ?? 2
      tell(mark, start..<start + close, "is a tag of templates", "write what it stands for in Markdown")
    } else if rest.hasPrefix("<!--") {
      add(
        Loss(
          "markdown.comment-not-closed", "this comment has no `-->`: readers see it", at: start..<start + 4,
          hint: "write `<!-- … -->`"))
    }
  }

  // MARK: Characters

  private static let characters = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "auml", "ouml", "uuml", "Auml", "Ouml", "Uuml", "szlig", "shy", "ndash",
    "mdash", "hellip", "euro", "copy", "reg", "trade", "laquo", "raquo", "bdquo", "ldquo", "rdquo", "sbquo", "lsquo",
    "rsquo", "eacute", "egrave", "agrave", "ccedil", "deg", "sect", "para", "middot", "bull", "times", "frac12", "ensp",
    "emsp", "thinsp", "zwnj", "rarr", "larr",
  ]

  /// `&nbps;`, `&nbsp` without its semicolon.
  mutating func findReference(_ mark: Int) {
    guard let start = inline.source(mark..<mark + 1)?.lowerBound else { return }
    var position = start + 1
    if body.at(position) == UInt8(ascii: "#") { position += 1 }
    while position < end, isLetter(body[position]) || isDigit(body[position]) { position += 1 }
    let name = string(start + 1..<position)
    if body.at(position) == UInt8(ascii: ";") {
      // `R&D;` is no mistake.
      let near = name.utf8.count > 2 ? nearestName(to: name, among: Self.characters) : nil
      guard near != nil || name.hasPrefix("#") else { return }
      add(
        Loss(
          Self.markID, "readers see `&\(name);`: there is no character of that name", at: start..<position + 1,
          hint: near.map { "did you mean `&\($0);`?" } ?? "write the character itself, or `\\&\(name);`"))
    } else if Self.characters.contains(name), body.at(position) != UInt8(ascii: "=") {
      add(
        Loss(
          Self.markID, "readers see `&\(name)`: its `;` is missing", at: start..<position, hint: "write `&\(name);`",
          fix: (start..<position, bytes("&\(name);"))))
    }
  }
}
