/// Makes a `SourceScan`: one pass over the lines, and into a line only where the document has a reason for it.
struct SourceScanner {
  private let body: ByteView
  private let extensions: MarkdownExtensions
  /// Lines whose marks the tree has refused.
  private let refused: Set<Int>

  private var scan = SourceScan()
  private lazy var markers = ListMarkers(unusedIn: body)
  private var nextMark = 0
  private var looksForEscapes = false
  private var looksForShortcodes = false
  private var previousLineIsBlank = true
  private var hasText = false

  static func scan(_ body: ByteView, extensions: MarkdownExtensions, refusing refused: Set<Int> = []) -> SourceScan {
    var scanner = SourceScanner(body: body, extensions: extensions, refused: refused)
    scanner.run()
    return scanner.scan
  }

  private init(body: ByteView, extensions: MarkdownExtensions, refused: Set<Int>) {
    self.body = body
    self.extensions = extensions
    self.refused = refused
  }

  private mutating func run() {
    scan.hasTabs = body.firstIndex(of: UInt8(ascii: "\t")) != nil
    let hasBrace = body.firstIndex(of: UInt8(ascii: "{")) != nil
    if hasBrace && extensions.contains(.attributes) {
      scan.hasSpans = body.contains("]{")
      scan.hasAttributes = scan.hasSpans || body.contains("){")
    }
    scan.hasFootnoteReferences = extensions.contains(.footnotes) && body.contains("[^")
    scan.hasMail = extensions.contains(.autolinks) && body.firstIndex(of: UInt8(ascii: "@")) != nil
    let couldMark = !extensions.isEmpty && !Marker.isInUse(in: body)
    looksForShortcodes = couldMark && hasBrace && extensions.contains(.shortcodes) && body.contains("{{")
    looksForEscapes =
      couldMark
      && (body.firstIndex(of: UInt8(ascii: "\\")) != nil || body.contains("&quot;") || body.contains("&#"))
    nextMark = nextPossibleMark(from: 0)
    scanLines()
  }

  /// Where the next byte stands for which a line must be looked into.
  private func nextPossibleMark(from offset: Int) -> Int {
    var next = Int.max
    if looksForEscapes {
      next = min(next, body.firstIndex(of: UInt8(ascii: "\\"), from: offset) ?? .max)
      next = min(next, body.firstIndex(of: UInt8(ascii: "&"), from: offset) ?? .max)
    }
    if looksForShortcodes { next = min(next, body.firstIndex(of: UInt8(ascii: "{"), from: offset) ?? .max) }
    return next
  }

  private mutating func scanLines() {
    scan.lineStarts.reserveCapacity(body.count / 48 + 8)
    let hasReturns = body.firstIndex(of: UInt8(ascii: "\r")) != nil
    var start = 0
    scan.lineStarts.append(0)
    while start < body.count {
      let (end, next) = lineEnd(from: start, hasReturns: hasReturns)
      scanLine(start..<end, number: scan.lineStarts.count)
      scan.lineStarts.append(Int32(next))
      start = next
    }
  }

  private func lineEnd(from start: Int, hasReturns: Bool) -> (end: Int, next: Int) {
    if !hasReturns {
      guard let end = body.firstIndex(of: UInt8(ascii: "\n"), from: start) else { return (body.count, body.count) }
      return (end, end + 1)
    }
    var end = start
    while end < body.count, body[end] != UInt8(ascii: "\n"), body[end] != UInt8(ascii: "\r") { end += 1 }
    if end == body.count { return (end, end) }
    return (end, body[end] == UInt8(ascii: "\r") && body.at(end + 1) == UInt8(ascii: "\n") ? end + 2 : end + 1)
  }

  private mutating func scanLine(_ line: Range<Int>, number: Int) {
    var start = line.lowerBound
    while start < line.upperBound, body[start] == UInt8(ascii: " ") || body[start] == UInt8(ascii: "\t") { start += 1 }
    guard start < line.upperBound else {
      previousLineIsBlank = true
      return
    }
    var position = line.lowerBound
    switch body[start] {
    case UInt8(ascii: ":"):
      if !refused.contains(number) {
        if start == line.lowerBound, scanFence(line, number: number) { return }
        position = scanDefinition(start..<line.upperBound, number: number)
      }
      scanDelimiterRow(start..<line.upperBound, number: number)
    case UInt8(ascii: "["):
      if start - line.lowerBound <= 3 && scan.hasFootnoteReferences && !refused.contains(number) {
        position = scanFootnote(start..<line.upperBound, number: number)
      }
      if body.at(start + 1) != UInt8(ascii: "^") { scan.definitionsOfLinks.append(number) }
    case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ">"):
      if body[start] == UInt8(ascii: ">"), !refused.contains(number) {
        position = scanQuotedDefinition(start..<line.upperBound, number: number)
      }
      scanDelimiterRow(start..<line.upperBound, number: number)
    default: break
    }
    if nextMark < line.upperBound { scanInside(position..<line.upperBound) }
    previousLineIsBlank = false
    hasText = true
  }

  // MARK: Lines

  /// `::: name Title {key=value}`, or `:::` alone.
  private mutating func scanFence(_ line: Range<Int>, number: Int) -> Bool {
    guard extensions.contains(.containers) else { return false }
    var position = line.lowerBound
    while position < line.upperBound, body[position] == UInt8(ascii: ":") { position += 1 }
    guard position - line.lowerBound >= 3 else { return false }
    var end = line.upperBound
    while end > position, isBlank(body[end - 1]) { end -= 1 }
    while position < end, isBlank(body[position]) { position += 1 }
    if position == end {
      addFence(nil, title: end..<end, attributes: end..<end, line, number)
      return true
    }
    let nameStart = position
    guard isLetter(body[position]) else { return false }
    while position < end, isNameByte(body[position]) { position += 1 }
    guard position == end || isBlank(body[position]) || body[position] == UInt8(ascii: "{") else { return false }
    let name = body[nameStart..<position].string
    while position < end, isBlank(body[position]) { position += 1 }
    var attributes = end..<end
    if end > position, body[end - 1] == UInt8(ascii: "}"),
      let brace = body[position..<end].firstIndex(of: UInt8(ascii: "{"))
    {
      attributes = position + brace..<end
    }
    var titleEnd = attributes.lowerBound
    while titleEnd > position, isBlank(body[titleEnd - 1]) { titleEnd -= 1 }
    addFence(name, title: position..<titleEnd, attributes: attributes, line, number)
    return true
  }

  private mutating func addFence(
    _ name: String?, title: Range<Int>, attributes: Range<Int>, _ line: Range<Int>, _ number: Int
  ) {
    scan.fences[number] = SourceScan.ContainerFence(name: name, title: title, attributes: attributes, line: line)
    scan.edits.append(SourceScan.Edit(range: line, replacement: Array("<![CDATA[]]>".utf8)))
    previousLineIsBlank = false
  }

  /// `> : definition`
  private mutating func scanQuotedDefinition(_ line: Range<Int>, number: Int) -> Int {
    var start = line.lowerBound
    while start < line.upperBound, body[start] == UInt8(ascii: ">") || isBlank(body[start]) { start += 1 }
    guard start < line.upperBound, body[start] == UInt8(ascii: ":") else { return line.lowerBound }
    return scanDefinition(start..<line.upperBound, number: number)
  }

  /// `: definition` below a term, also in lists and quotes; becomes an item of a list.
  private mutating func scanDefinition(_ line: Range<Int>, number: Int) -> Int {
    let start = line.lowerBound
    guard extensions.contains(.definitionLists), hasText, start + 1 < line.upperBound, isBlank(body[start + 1]) else {
      return start
    }
    scan.definitionLines.insert(number)
    scan.edits.append(SourceScan.Edit(range: start..<start + 1, replacement: [markers.definition]))
    return start + 1
  }

  /// `[^label]: text`; becomes an item of a list, whose content is what is indented by four.
  private mutating func scanFootnote(_ line: Range<Int>, number: Int) -> Int {
    let start = line.lowerBound
    guard body.at(start + 1) == UInt8(ascii: "^") else { return start }
    var position = start + 2
    while position < line.upperBound, body[position] != UInt8(ascii: "]"), body[position] > 0x20 { position += 1 }
    guard position > start + 2, position < line.upperBound, body[position] == UInt8(ascii: "]"),
      body.at(position + 1) == UInt8(ascii: ":")
    else { return start }
    let label = body[start + 2..<position].string
    position += 2
    while position < line.upperBound, isBlank(body[position]) { position += 1 }
    scan.footnotes[number] = SourceScan.FootnoteMark(label: label, range: start..<position)
    // An empty item would be indented by less, and could not follow a paragraph: an empty HTML block fills it.
    let filler = position == line.upperBound ? Array("<![CDATA[]]>".utf8) : []
    scan.edits.append(SourceScan.Edit(range: start..<position, replacement: markers.footnote + filler))
    return position
  }

  /// `| --- | :-: |`, within quotes or lists too; what it belongs to is decided on the tree.
  private mutating func scanDelimiterRow(_ line: Range<Int>, number: Int) {
    guard extensions.contains(.tables), number > 1 else { return }
    var hasDash = false
    var hasMark = false
    for position in line {
      switch body[position] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"): hasMark = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): break
      default: return
      }
    }
    if hasDash && hasMark { scan.delimiterRows.append(number) }
  }

  // MARK: Within lines

  private mutating func scanInside(_ line: Range<Int>) {
    defer { nextMark = nextPossibleMark(from: line.upperBound) }
    var position = max(line.lowerBound, nextMark)
    while position < line.upperBound {
      switch body[position] {
      case UInt8(ascii: "\\"):
        if looksForEscapes, position + 1 < line.upperBound, Self.isExtensionMark(body[position + 1]) {
          addSentinel(at: position)
        }
        position += 2
      case UInt8(ascii: "&"):
        if looksForEscapes, isQuoteEntity(at: position) { addSentinel(at: position) }
        position += 1
      case UInt8(ascii: "{"):
        guard looksForShortcodes, body.at(position + 1) == UInt8(ascii: "{") else {
          position += 1
          continue
        }
        position = scanShortcode(at: position, end: line.upperBound)
      default: position += 1
      }
    }
  }

  private mutating func scanShortcode(at position: Int, end: Int) -> Int {
    guard let shortcode = ShortcodeParser.parse(body, from: position, to: end) else {
      if ShortcodeParser.looksLikeCall(body, at: position) { scan.hasBadShortcodes = true }
      return position + 1
    }
    scan.hasMarkers = true
    let replacement = Marker.placeholder(for: scan.shortcodes.count)
    scan.edits.append(SourceScan.Edit(range: shortcode.range, replacement: replacement))
    scan.shortcodes.append(shortcode)
    return shortcode.range.upperBound
  }

  private mutating func addSentinel(at position: Int) {
    scan.hasMarkers = true
    scan.edits.append(SourceScan.Edit(range: position..<position, replacement: Marker.sentinel))
  }

  /// A character that means something to an extension and nothing, or something else, to CommonMark.
  private static func isExtensionMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "~"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
      UInt8(ascii: "@"):
      true
    default: false
    }
  }

  /// `&quot;`, `&apos;`, `&#34;`, `&#39;`, `&#x22;`, `&#x27;`: whoever writes those wants the straight quote.
  private func isQuoteEntity(at position: Int) -> Bool {
    let rest = body.dropFirst(position)
    return rest.hasPrefix("&quot;") || rest.hasPrefix("&apos;") || rest.hasPrefix("&#34;") || rest.hasPrefix("&#39;")
      || rest.hasPrefix("&#x22;") || rest.hasPrefix("&#x27;")
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// A byte of the name of a component, an argument or an attribute.
func isNameByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
}
