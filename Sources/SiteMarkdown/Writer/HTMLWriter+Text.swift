internal import SiteDiagnostics

/// A run of text that is being written: what lies between `start` and `offset` is plain and still to be copied.
struct TextCursor {
  let text: ByteView
  /// The node that the text is of; `nil` for text from elsewhere, where only typography applies.
  let node: CmarkNode?
  let first: Int
  let end: Int
  var start: Int
  var offset: Int
  /// Where the next address of mail starts.
  var mailStart: Int
}

extension HTMLWriter {
  mutating func writeText(_ node: CmarkNode) {
    let text = node.literal
    var range = 0..<text.count
    if !cutTexts.isEmpty { range = takeCut(for: node, length: text.count) }
    noteLineStart(text)
    write(text, range, node: node)
  }

  /// Text that isn't a node's: captions, titles.
  mutating func writeText(_ text: ByteView) {
    write(text, 0..<text.count, node: nil)
  }

  /// A text with its typography, as a value; nothing is written.
  mutating func typographicText(_ text: ByteView) -> String {
    let (htmlCount, plainCount) = (html.count, plain.count)
    typography.startBlock()
    writeText(text)
    let result = plain.view(plainCount..<plain.count).string
    html.truncate(to: htmlCount)
    plain.truncate(to: plainCount)
    return result
  }

  private mutating func write(_ text: ByteView, _ range: Range<Int>, node: CmarkNode?) {
    if case .mail = openLink {
      appendProtected(text)
      plain.append(text)
      return
    }
    var cursor = TextCursor(
      text: text[0..<range.upperBound], node: node, first: range.lowerBound, end: range.upperBound,
      start: range.lowerBound,
      offset: range.lowerBound, mailStart: .max)
    if scan.hasMail && node != nil {
      cursor.mailStart = Autolink.nextMail(in: cursor.text, from: 0)?.lowerBound ?? .max
    }
    while true {
      cursor.offset = classes.nextSpecial(in: cursor.text, from: cursor.offset)
      if cursor.offset >= cursor.mailStart {
        writeMail(&cursor)
        continue
      }
      if cursor.offset >= cursor.end { break }
      writeSpecial(&cursor)
    }
    flush(&cursor)
    if typography.language != nil, range.upperBound > range.lowerBound {
      typography.before = Scalars.last(in: cursor.text)
    }
  }

  @inline(__always)
  mutating func flush(_ cursor: inout TextCursor) {
    guard cursor.offset > cursor.start else { return }
    html.append(cursor.text, cursor.start..<cursor.offset)
    plain.append(cursor.text, cursor.start..<cursor.offset)
    cursor.start = cursor.offset
  }

  /// Writes what came before, and passes over some bytes that the caller writes in another way.
  mutating func skip(_ length: Int, _ cursor: inout TextCursor) {
    flush(&cursor)
    cursor.offset += length
    cursor.start = cursor.offset
  }

  private mutating func writeSpecial(_ cursor: inout TextCursor) {
    let byte = cursor.text[cursor.offset]
    switch classes[byte] {
    case .quote where typography.language != nil:
      if let language = typography.language { writeDoubleQuote(language, &cursor) }
    case .markup, .quote:
      if byte != UInt8(ascii: ">") { noteMark(cursor) }
      flush(&cursor)
      if let entity = HTMLEscaping.entity(for: byte) { html.append(entity) }
      plain.append(byte)
      cursor.offset += 1
      cursor.start = cursor.offset
    case .tilde, .closeBracket:
      if !writeMark(&cursor) { passMark(&cursor) }
    case .shownMark: passMark(&cursor)
    case .openBracket:
      if cursor.text.at(cursor.offset + 1) == UInt8(ascii: "^"), cursor.node != nil, scan.hasFootnoteReferences {
        flush(&cursor)
        if let end = writeFootnoteReference(at: cursor.offset, in: cursor.text) {
          cursor.offset = end
          cursor.start = end
          return
        }
      }
      if !writeMark(&cursor) { passMark(&cursor) }
    case .marker: writeMarker(&cursor)
    case .openBrace:
      if scan.hasBadShortcodes, ShortcodeParser.looksLikeCall(cursor.text, at: cursor.offset) {
        reportShortcode(cursor)
      }
      passMark(&cursor)
    case .period where cursor.text.at(cursor.offset - 1) != UInt8(ascii: "w"): writeTypography(&cursor)
    case .colon where cursor.text.at(cursor.offset + 1) != UInt8(ascii: "/"): writeTypography(&cursor)
    case .colon, .period:
      if !writeAutolink(&cursor) { writeTypography(&cursor) }
    default: writeTypography(&cursor)
    }
  }

  private mutating func writeTypography(_ cursor: inout TextCursor) {
    guard let language = typography.language else {
      cursor.offset += 1
      return
    }
    switch classes[cursor.text[cursor.offset]] {
    case .apostrophe: writeSingleQuote(language, &cursor)
    case .hyphen: writeHyphen(language, &cursor)
    case .period: writePeriod(language, &cursor)
    case .digit: writeNumber(language, &cursor)
    case .latinSign: writeLatinSign(language, &cursor)
    case .capital: writeCapital(language, &cursor)
    case .typedQuote: passTypedQuote(&cursor)
    case .colon where language == .french: writeHighPunctuation("\u{A0}", &cursor)
    case .highPunctuation: writeHighPunctuation("\u{202F}", &cursor)
    default: cursor.offset += 1
    }
  }

  /// Leaves a mark as text.
  private mutating func passMark(_ cursor: inout TextCursor) {
    noteMark(cursor)
    cursor.offset += 1
  }

  private mutating func reportShortcode(_ cursor: TextCursor) {
    let rest = cursor.text.dropFirst(cursor.offset)
    let call = rest[0..<(rest.firstIndex(of: UInt8(ascii: "(")) ?? rest.count)]
    report(
      .warning, "markdown.bad-shortcode", "this shortcode can't be read, it is shown as text", at: call,
      hint: "write it on one line as `{{ name(key=\"text\", number=3) }}`")
  }

  /// A placeholder becomes a component; after a sentinel, one character means nothing but itself.
  private mutating func writeMarker(_ cursor: inout TextCursor) {
    if let placeholder = Marker.placeholder(at: cursor.offset, in: cursor.text),
      placeholder.value < scan.shortcodes.count
    {
      skip(placeholder.end - cursor.offset, &cursor)
      writeShortcode(placeholder.value, isBlock: false)
    } else if Marker.isSentinel(at: cursor.offset, in: cursor.text) {
      skip(Marker.sentinel.count, &cursor)
      if let entity = HTMLEscaping.entity(for: cursor.text.at(cursor.offset)) {
        html.append(entity)
        plain.append(cursor.text[cursor.offset])
        cursor.start += 1
      }
      cursor.offset = min(cursor.end, cursor.offset + 1)
      cursor.start = min(cursor.start, cursor.offset)
    } else {
      cursor.offset += 1
    }
  }

  /// `~~` or a bracket of a span, if it is one of a pair.
  private mutating func writeMark(_ cursor: inout TextCursor) -> Bool {
    guard let node = cursor.node, let parent = node.parent,
      scan.hasSpans || cursor.text[cursor.offset] == UInt8(ascii: "~")
    else { return false }
    if inlineMarks.last?.parent != parent {
      inlineMarks.append(
        InlineMarks(
          childrenOf: parent, strikethrough: extensions.contains(.strikethrough), spans: scan.hasSpans))
    }
    let frame = inlineMarks.count - 1
    while inlineMarks[frame].isPast(node, cursor.offset) { inlineMarks[frame].cursor += 1 }
    guard let mark = inlineMarks[frame].current, mark.node == node, mark.offset == cursor.offset else { return false }
    inlineMarks[frame].cursor += 1
    skip(mark.length, &cursor)
    switch mark.kind {
    case .deletionStart: html.append("<del>")
    case .deletionEnd: html.append("</del>")
    case .spanStart(let index):
      let attributes = inlineMarks[frame].attributes[index]
      html.append("<span")
      if let id = attributes.id { writeID(ids.unique(id)) }
      writeAttributes(attributes, for: .span)
      html.append(UInt8(ascii: ">"))
    case .spanEnd: html.append("</span>")
    }
    return true
  }
}
