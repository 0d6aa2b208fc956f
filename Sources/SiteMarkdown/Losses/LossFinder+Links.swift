internal import SiteDiagnostics

/// Links and pictures that CommonMark doesn't take for any.
extension LossFinder {
  static let linkID = "link.broken-syntax"

  /// `](`, `] (`, `]{`, `][` that stayed text.
  mutating func findLink(closing bracket: Int) {
    guard let close = inline.source(bracket..<bracket + 1)?.lowerBound else { return }
    let open = openingBracket(before: bracket)
    var next = close + 1
    while isBlank(body.at(next)) { next += 1 }
    if body.at(next) == UInt8(ascii: "\n"), body.at(next + 1) == UInt8(ascii: "(") { next += 1 }
    switch body.at(next) {
    case UInt8(ascii: "("):
      guard next == close + 1 || isAddress(after: next) else { return }
      findAddress(open, bracket, close, parenthesis: next)
    case UInt8(ascii: "{") where next == close + 1: findBracedAddress(open, bracket, close)
    case UInt8(ascii: "[") where next == close + 1: findMissingDefinition(open, bracket)
    default: break
    }
  }

  /// The bracket that opens what one closes, and whether a picture's sign stands before it.
  private func openingBracket(before bracket: Int) -> (index: Int, isImage: Bool)? {
    var depth = 0
    var index = bracket - 1
    while index >= 0 {
      if text[index] == UInt8(ascii: "]") { depth += 1 }
      if text[index] == UInt8(ascii: "[") {
        if depth == 0 { return (index, inline.at(index - 1) == UInt8(ascii: "!")) }
        depth -= 1
      }
      index -= 1
    }
    return nil
  }

  private func isAddress(after parenthesis: Int) -> Bool {
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: parenthesis) ?? end)
    guard let close = body[0..<lineEnd].firstIndex(of: UInt8(ascii: ")"), from: parenthesis) else { return false }
    let address = string(parenthesis + 1..<close)
    return address.hasPrefix("http://") || address.hasPrefix("https://") || address.hasPrefix("mailto:")
      || address.hasPrefix("tel:") || address.hasPrefix("/")
      || !address.contains(" ") && [".md", ".pdf", ".png", ".jpg", ".jpeg"].contains { address.hasSuffix($0) }
  }

  /// Whether it names an address at first sight.
  static func looksLikeAddress(_ text: String) -> Bool {
    text.contains("://") || text.hasPrefix("mailto:") || text.hasPrefix("tel:") || text.hasPrefix("www.")
      || text.hasPrefix("/") || text.contains(".md") && !text.contains(" ")
  }

  private mutating func findAddress(
    _ open: (index: Int, isImage: Bool)?, _ bracket: Int, _ close: Int, parenthesis: Int
  ) {
    let what = open?.isImage == true ? "picture" : "link"
    guard let open, let start = inline.source(open.index..<open.index + 1)?.lowerBound else {
      // Whoever escapes the one bracket wants none.
      if body[0..<close].dropFirst(max(0, close - 400)).contains("\\[") { return }
      add(
        Loss(
          Self.linkID, "the `[` before this address is missing: it stays text", at: close..<close + 2,
          hint: "write `[text](address)`, or `\\]` where no link is meant"))
      return
    }
    let whole = open.isImage ? start - 1 : start
    // A bar in an address ends a cell: that is told of the row.
    if body.at(end) == UInt8(ascii: "|"), body[parenthesis..<end].firstIndex(of: UInt8(ascii: ")")) == nil { return }
    guard let last = InlineSource.closingParenthesis(body, from: parenthesis, to: end) ?? lastParenthesis(parenthesis)
    else {
      add(
        Loss(
          Self.linkID, "this \(what) stays text: the `)` behind its address is missing", at: whole..<close + 2,
          hint: "write `\(quote(whole..<close + 1))(address)`"))
      return
    }
    let inner = parenthesis + 1..<last
    let content = string(inner)
    // Templates of other tools have a message of their own.
    if content.contains("{{") || content.contains("{%") { return }
    told = max(told, bracket + 1)
    let address = WrittenAddress(content)
    let replacement = address.markdown
    let range = whole..<last + 1
    let link = string(whole..<close + 1) + "(" + replacement + ")"
    var reason = address.reason
    if parenthesis > close + 1 {
      reason =
        body[close + 1..<parenthesis].firstIndex(of: UInt8(ascii: "\n")) == nil
        ? "a blank parts its text from its address" : "its address stands on another line"
    }
    var loss = Loss(
      Self.linkID, "this \(what) stays text: \(reason ?? "its address can't be read")", at: range,
      hint: "write `\(Self.short(link, 200))`")
    if reason != nil, let edited = bytes(link) as [UInt8]? {
      let fix = (range, edited)
      if address.isCertain { loss.fix = fix }
      if !address.hasScheme {
        loss.fix = address.hadBlank ? fix : loss.fix
        loss.address = (open.isImage ? .image : .link, address.destination)
      }
    }
    add(loss)
  }

  /// The last closing parenthesis of the line, where quotes or parentheses don't pair.
  private func lastParenthesis(_ start: Int) -> Int? {
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? end)
    var depth = 0
    for offset in start..<lineEnd {
      if body[offset] == UInt8(ascii: "(") { depth += 1 }
      if body[offset] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return offset }
      }
    }
    return (start + 1..<max(start + 1, lineEnd)).last { body[$0] == UInt8(ascii: ")") }
  }

  /// `[text]{https://…}`
  private mutating func findBracedAddress(_ open: (index: Int, isImage: Bool)?, _ bracket: Int, _ close: Int) {
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: close) ?? end)
    guard let open, let start = inline.source(open.index..<open.index + 1)?.lowerBound,
      let last = body[0..<lineEnd].firstIndex(of: UInt8(ascii: "}"), from: close)
    else { return }
    let address = string(close + 2..<last)
    if Self.looksLikeAddress(address), !address.contains(" ") {
      told = max(told, bracket + 2)
      let whole = open.isImage ? start - 1 : start
      let link = string(whole..<close + 1) + "(" + address + ")"
      add(
        Loss(
          Self.linkID, "this link stays text: its address stands in braces", at: whole..<last + 1,
          hint: "write `\(Self.short(link, 200))`", fix: (whole..<last + 1, bytes(link))))
    } else if Attributes.parse(body[0..<lineEnd], at: close + 1) == nil, !address.isEmpty {
      told = max(told, bracket + 2)
      add(badAttributes(close + 1..<last + 1))
    }
  }

  /// `[text][label]` of which nobody says where it leads.
  private mutating func findMissingDefinition(_ open: (index: Int, isImage: Bool)?, _ bracket: Int) {
    guard let open, let close = text[(bracket + 1)...].firstIndex(of: UInt8(ascii: "]")),
      !text[bracket..<close].contains(InlineSource.Mark.lineBreak), close - bracket < 120,
      inline.at(bracket + 2) != UInt8(ascii: "^")
    else { return }
    // `a[0][1]` is no link.
    let before = inline.at(open.index - 1)
    guard !isLetter(before), !isDigit(before), before != UInt8(ascii: "_"), before < 0x80,
      let range = inline.source(open.index..<close + 1)
    else { return }
    told = max(told, close + 1)
    let label = String(
      decoding: close > bracket + 2 ? text[bracket + 2..<close] : text[open.index + 1..<bracket], as: UTF8.self)
    add(
      Loss(
        "markdown.undefined-reference", "nothing says where `[\(Self.short(label))]` leads: this stays text", at: range,
        hint: "add a paragraph `[\(Self.short(label))]: address`, or write `[text](address)`"))
  }

  /// `![words]` without an address, `(text)[address]`.
  mutating func findBracket(_ bracket: Int) {
    guard let start = inline.source(bracket..<bracket + 1)?.lowerBound else { return }
    if findForeignBracket(bracket, start) { return }
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? end)
    guard let close = body[0..<lineEnd].firstIndex(of: UInt8(ascii: "]"), from: start) else { return }
    if inline.at(bracket - 1) == UInt8(ascii: ")") {
      let address = string(start + 1..<close)
      guard Self.looksLikeAddress(address), !address.contains(" "),
        let open = (0..<start).last(where: { body[$0] == UInt8(ascii: "(") || body[$0] == UInt8(ascii: "\n") }),
        body[open] == UInt8(ascii: "(")
      else { return }
      let link = "[\(string(open + 1..<start - 1))](\(address))"
      add(
        Loss(
          Self.linkID, "brackets and parentheses are the wrong way round", at: open..<close + 1,
          hint: "write `\(Self.short(link, 200))`", fix: (open..<close + 1, bytes(link))))
    } else if inline.at(bracket - 1) == UInt8(ascii: "!"), close > start + 1,
      ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: " ")].contains(body.at(close + 1)),
      body.at(start - 2) != UInt8(ascii: "\\")
    {
      add(
        Loss(
          Self.linkID, "this picture stays text: it has no address", at: start - 1..<close + 1,
          hint: "write `\(quote(start - 1..<close + 1))(file)`"))
    }
  }

  mutating func add(_ loss: Loss) { losses.append(loss) }
}
