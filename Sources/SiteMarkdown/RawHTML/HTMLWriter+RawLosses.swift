internal import SiteDiagnostics

/// What of raw HTML readers don't get: attributes, tags without a partner, text that a comment swallows, Markdown that
/// isn't read.
extension HTMLWriter {
  /// The place of a tag within the block that is being written.
  func place(of tag: ByteView) -> Range<Int> {
    let block = blockRange
    guard let found = body[block].firstIndex(of: tag) else {
      return block.lowerBound..<min(block.upperBound, block.lowerBound + 1)
    }
    return block.lowerBound + found..<block.lowerBound + found + tag.count
  }

  mutating func reportAttributes(of tag: RawTag, _ text: ByteView) {
    if !scan.shortcodes.isEmpty, text.contains("{{") {
      report(
        .warning, "markdown.bad-shortcode", "a shortcode can't stand within a tag of HTML", at: place(of: text),
        hint: "let `Templates/components/` write the whole element")
      return
    }
    for (name, _) in tag.attributes where !RawHTMLFilter.allowsAttribute(name, of: tag.name) {
      guard rawHTML.reportedAttributes.insert(name).inserted else { continue }
      report(
        .warning, "markdown.html-attribute", "the attribute `\(name)` of `<\(tag.name)>` is left out",
        at: place(of: text),
        hint: Self.remedy(for: name))
    }
  }

  /// What to write instead of an attribute.
  private static func remedy(for name: String) -> String {
    switch name {
    case "style", "color", "bgcolor", "face", "size", "border", "cellpadding", "cellspacing", "valign", "hspace",
      "vspace":
      "set a `class`, and how it looks in the site's style"
    case "align": "write `class=\"align-center\"` (or `align-left`, `align-right`)"
    case "target": "remove it: readers decide where a link opens"
    case "autoplay": "remove it: readers decide when something plays"
    case _ where name.hasPrefix("on"): "remove it: texts run no scripts"
    default: "remove it, or allow all HTML in `site.yaml`: `markdown: {raw_html: pass}`"
    }
  }

  mutating func reportNotClosed(_ element: RawHTMLFilter.OpenElement) {
    guard !RawHTMLFilter.closesItself(element.name) else { return }
    report(
      .warning, "markdown.html-not-closed", "`<\(element.name)>` is never closed: what follows belongs to it",
      at: element.place, hint: "write `</\(element.name)>` where it ends")
  }

  mutating func reportEndTag(_ tag: RawTag, _ text: ByteView) {
    guard !extensions.isEmpty else { return }
    report(
      .warning, "markdown.html-not-closed", "`</\(tag.name)>` closes nothing, it is left out", at: place(of: text),
      hint: "remove it, or write `<\(tag.name)>` where it begins")
  }

  mutating func reportBlock(_ tag: RawTag, _ text: ByteView) {
    guard rawHTML.reported.insert("in paragraph " + tag.name).inserted else { return }
    report(
      .warning, "markdown.html-in-paragraph",
      "`<\(tag.name)>` can't stand within a paragraph: only what is in it is shown",
      at: place(of: text), hint: "put it on a line of its own, with an empty line above and below")
  }

  mutating func reportRawLink(_ text: ByteView) {
    report(
      .warning, "markdown.link-in-link", "this link stands in another one: it leads nowhere by itself",
      at: place(of: text),
      hint: "put it outside of the other one")
  }

  // MARK: Blocks

  /// Code, scripts, comments: nothing in them is text.
  static func isVerbatim(_ html: ByteView) -> Bool {
    let start = html[0..<min(html.count, 12)].string.lowercased()
    return ["<!--", "<pre", "<script", "<style", "<textarea", "<?", "<!"].contains { start.hasPrefix($0) }
  }

  mutating func checkHTMLBlock(_ html: ByteView) {
    if html.hasPrefix("<!--") {
      guard !html.contains("-->") else { return }
      let start = blockRange.lowerBound
      let comment = body[blockRange].firstRange(of: "<!--").map { start + $0.lowerBound..<start + $0.upperBound }
      report(
        .error, "markdown.comment-not-closed", "this comment has no `-->`: nothing behind it is shown",
        at: comment ?? start..<start + 1, hint: "write `-->` where it ends")
      return
    }
    guard !Self.isVerbatim(html) else { return }
    checkMarkdown(in: html)
    for (open, close) in [("{{", "}}"), ("{%", "%}")] as [(StaticString, StaticString)] {
      var offset = 0
      while let found = html.firstRange(of: open, from: offset) {
        offset = html.firstRange(of: close, from: found.upperBound)?.upperBound ?? html.count
        let text = html[found.lowerBound..<offset]
        let isCall = ShortcodeParser.looksLikeCall(html, at: found.lowerBound)
        report(
          .warning, isCall ? "markdown.bad-shortcode" : LossFinder.foreignID,
          isCall
            ? "this shortcode can't be read, it is shown as text"
            : "`\(LossFinder.short(text.string))` is of another tool: readers see it as it stands",
          at: place(of: text), hint: "write it on one line as `{{ name(key=\"text\", number=3) }}`")
      }
    }
  }

  /// Markdown right behind a tag is text to CommonMark, up to the next empty line.
  private mutating func checkMarkdown(in html: ByteView) {
    guard html.contains("**") || html.contains("](") || html.contains("\n- ") || html.contains("\n#") else { return }
    let text = html.string
    guard let match = text.firstMatch(of: /\*\*[^\s*][^*\n]*\*\*|\]\([^)\s]+\)|(?:^|\n)(#{1,6} |- )\S[^\n]*/) else {
      return
    }
    let sign = Self.trimmed(String(match.0))
    var bytes = sign
    let range = bytes.withUTF8 { unsafe place(of: ByteView($0)) }
    report(
      .warning, "markdown.markdown-in-html", "within HTML this is no Markdown: readers see `\(LossFinder.short(sign))`",
      at: range, hint: "put an empty line between the HTML and the Markdown")
  }

  private static func trimmed(_ text: String) -> String { LossFinder.trimmed(text) }

  // MARK: Shortcodes

  /// Writes a block of HTML and the shortcodes that stand in its text. Those within tags stay as they were typed.
  mutating func writeExpanded(_ text: ByteView) {
    var start = 0
    var offset = 0
    while let lead = text.firstIndex(of: Marker.lead, from: offset) {
      offset = lead + 1
      guard let placeholder = Marker.placeholder(at: lead, in: text), placeholder.value < scan.shortcodes.count,
        !Self.isWithinTag(text, lead)
      else { continue }
      writeHTML(text[start..<lead])
      writeShortcode(placeholder.value, isBlock: false)
      offset = placeholder.end
      start = offset
    }
    writeHTML(text[start..<text.count])
  }

  private mutating func writeHTML(_ text: ByteView) {
    let restored = scan.restoring(text, body: body)
    unsafe restored.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteView(buffer)
      if options.rawHTML == .pass { html.append(text) } else { writeFiltered(text) }
    }
  }

  /// Whether the last angle bracket before a place opens a tag or comment that isn't over yet.
  private static func isWithinTag(_ text: ByteView, _ offset: Int) -> Bool {
    var position = offset - 1
    while position >= 0, offset - position < 2000 {
      if text[position] == UInt8(ascii: ">") { return false }
      if text[position] == UInt8(ascii: "<") { return true }
      position -= 1
    }
    return false
  }

  /// `srcset="a.jpg 1x, b.jpg 2x"`
  mutating func writeSourceSet(_ value: ByteView) {
    html.append(" srcset=\"")
    let decoded = Array(CharacterReferences.decode(value.string).utf8)
    unsafe decoded.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteView(buffer)
      var isFirst = true
      for candidate in SourceSet.candidates(in: decoded.span, 0..<decoded.count) {
        let address = text[candidate.address]
        guard !LinkSafety.isDangerous(address, in: .image) else {
          drop(.image, address)
          continue
        }
        if !isFirst { html.append(", ") }
        isFirst = false
        let target = LinkTarget(address, siteOrigin: options.siteOrigin)
        if target == .site || target == .fragment {
          // One more file for a picture whose words stand in its `alt`.
          addPoint(.address, addLink(.link, address, title: .empty, text: ""))
        } else {
          HTMLEscaping.appendAddress(address, to: &html)
        }
        if !candidate.descriptor.isEmpty {
          html.append(UInt8(ascii: " "))
          appendEscaped(text[candidate.descriptor].string)
        }
      }
    }
    html.append(UInt8(ascii: "\""))
  }
}
