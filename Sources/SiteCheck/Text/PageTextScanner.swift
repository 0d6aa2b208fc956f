/// The pass behind `PageText`. The bytes go along as a span: that is half of what makes it fast.
struct PageTextScanner {
  let words: WordTable
  /// The language of the text.
  let own: WordTable.Tongue?
  private(set) var lines: [PageText.Line] = []
  private(set) var lineStarts = LineStarts()
  var hits: [PageText.Hit] = []
  var capitals: [Range<Int>] = []
  var emoji: [(range: Range<Int>, count: Int)] = []
  var combining: [Range<Int>] = []
  var invisible: [Range<Int>] = []
  var numericDates: [Range<Int>] = []
  /// Comments that begin like a silence.
  var comments: [Range<Int>] = []
  /// Brackets and parentheses that close and are followed by what is nearly a link: `] (` and `)[`.
  /// Whether the text has links in HTML.
  var hasHTMLLinks = false

  var wordCount = 0
  /// The fence that is open: its byte and length.
  private var fence: (byte: UInt8, length: Int)?
  var isInComment = false
  var run = CapitalRun()
  /// How many hits there were when each bracket was opened.
  var brackets: [Int] = []

  init(words: WordTable, own: WordTable.Tongue?) {
    self.words = words
    self.own = own
  }

  /// - Parameter start: where the Markdown begins; front matter stands before it.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int) {
    lines.reserveCapacity((bytes.count - start) / 60 + 8)
    scanFields(bytes, of: 0..<start)
    var offset = start
    while offset < bytes.count {
      var end = Self.lineEnd(bytes, from: offset)
      let next = end + 1
      if end > offset, bytes[end - 1] == 0x0D { end -= 1 }
      scanLine(bytes, offset..<end)
      offset = next
    }
    closeRun()
  }

  // MARK: Lines

  private mutating func scanLine(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var first = range.lowerBound
    var column = 0
    while first < range.upperBound, bytes[first] == 0x20 || bytes[first] == 0x09 {
      column += bytes[first] == 0x09 ? 4 - column % 4 : 1
      first += 1
    }
    if first < range.upperBound { lineStarts.insert(bytes[range.lowerBound]) }
    if isInComment {
      lines.append(.init(range: range, kind: .html))
      if let end = bytes.end(of: "-->", from: first, to: range.upperBound) {
        isInComment = false
        scanProse(bytes, end..<range.upperBound)
      }
      return
    }
    if first == range.upperBound {
      lines.append(.init(range: range, kind: fence == nil ? .blank : .code))
      if fence == nil {
        closeRun()
        brackets.removeAll(keepingCapacity: true)
      }
      return
    }
    if let length = Self.fenceLength(bytes, at: first, range.upperBound) {
      if let open = fence {
        if open.byte == bytes[first], length >= open.length { fence = nil }
      } else {
        fence = (bytes[first], length)
      }
      lines.append(.init(range: range, kind: .fence))
      return
    }
    if fence != nil {
      lines.append(.init(range: range, kind: .code))
      return
    }
    let wasBlank = lines.last.map { $0.kind == .blank || $0.kind == .code } ?? true
    if column >= 4, wasBlank, !isInList(bytes) {
      lines.append(.init(range: range, kind: .code))
      return
    }
    let kind = Self.kind(bytes, of: first, range)
    lines.append(.init(range: range, kind: kind))
    // What defines where links lead no reader sees.
    if bytes[first] == UInt8(ascii: "["), column < 4, Self.isDefinition(bytes, first..<range.upperBound) { return }
    scanProse(bytes, first..<range.upperBound)
    if kind == .heading { closeRun() }
  }

  /// Whether an indented line may belong to an item above.
  private func isInList(_ bytes: Span<UInt8>) -> Bool {
    for line in lines.reversed().prefix(40) where line.kind == .prose {
      if let start = line.range.first(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }), isListMark(bytes[start]) {
        return true
      }
      if bytes[line.range.lowerBound] != 0x20 { return false }
    }
    return false
  }

  private func isListMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") || isDigit(byte)
      || byte == UInt8(ascii: ":")
  }

  private static func kind(_ bytes: Span<UInt8>, of first: Int, _ range: Range<Int>) -> PageText.Line.Kind {
    switch bytes[first] {
    case UInt8(ascii: "#"):
      var end = first
      while end < range.upperBound, bytes[end] == UInt8(ascii: "#") { end += 1 }
      return end - first <= 6 && (end == range.upperBound || bytes[end] == 0x20 || bytes[end] == 0x09)
        ? .heading : .prose
    case UInt8(ascii: "<"): return .html
    case UInt8(ascii: "|"): return .table
    default: return .prose
    }
  }

  /// `[label]: address`; a footnote, `[^1]: …`, is prose.
  private static func isDefinition(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count > 3, bytes[line.lowerBound + 1] != UInt8(ascii: "^"),
      let end = bytes.first(UInt8(ascii: "]"), from: line.lowerBound + 1, to: line.upperBound)
    else { return false }
    return end > line.lowerBound + 1 && end + 1 < line.upperBound && bytes[end + 1] == UInt8(ascii: ":")
  }

  private static func fenceLength(_ bytes: Span<UInt8>, at first: Int, _ end: Int) -> Int? {
    let byte = bytes[first]
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
    var offset = first
    while offset < end, bytes[offset] == byte { offset += 1 }
    guard offset - first >= 3 else { return nil }
    // A fence of backticks has none after it.
    if byte == UInt8(ascii: "`"), bytes.first(byte, from: offset, to: end) != nil { return nil }
    return offset - first
  }

  static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.first(0x0A, from: start, to: bytes.count) ?? bytes.count
  }

  // MARK: Prose

  mutating func scanProse(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var offset = range.lowerBound
    let end = range.upperBound
    while offset < end {
      let byte = bytes[offset]
      if byte == 0x20 {
        offset += 1
      } else if isLetter(byte) || isDigit(byte) {
        offset = scanPlainWord(bytes, from: offset, to: end) ?? scanWord(bytes, from: offset, to: end)
      } else if byte < 0x80 {
        offset = scanMark(bytes, at: offset, to: end)
      } else {
        offset = scanWide(bytes, at: offset, to: end)
      }
    }
  }
}

@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
