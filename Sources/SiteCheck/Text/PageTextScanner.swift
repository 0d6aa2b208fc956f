/// The pass behind `PageText`.
struct PageTextScanner {
  let bytes: [UInt8]
  let words: WordTable
  private(set) var lines: [PageText.Line] = []
  var hits: [PageText.Hit] = []
  var capitals: [Range<Int>] = []
  var emoji: [(range: Range<Int>, count: Int)] = []
  var combining: [Range<Int>] = []
  var invisible: [Range<Int>] = []
  var numericDates: [Range<Int>] = []
  /// Comments that begin like a silence.
  var comments: [Range<Int>] = []
  /// Brackets and parentheses that close and are followed by what is nearly a link: `] (` and `)[`.
  var nearLinks: [Int] = []
  /// Whether the text has links in HTML.
  private(set) var hasHTMLLinks = false

  var wordCount = 0
  /// The fence that is open: its byte and length.
  private var fence: (byte: UInt8, length: Int)?
  var isInComment = false
  var run = CapitalRun()
  /// How many hits there were when each bracket was opened.
  var brackets: [Int] = []

  init(bytes: [UInt8], words: WordTable) {
    self.bytes = bytes
    self.words = words
    lines.reserveCapacity(bytes.count / 60 + 8)
  }

  /// - Parameter start: where the Markdown begins; front matter stands before it.
  mutating func scan(from start: Int) {
    scanFields(of: 0..<start)
    var offset = start
    while offset < bytes.count {
      var end = lineEnd(from: offset)
      let next = end + 1
      if end > offset, bytes[end - 1] == 0x0D { end -= 1 }
      scanLine(offset..<end)
      offset = next
    }
    closeRun()
  }

  // MARK: Lines

  private mutating func scanLine(_ range: Range<Int>) {
    var first = range.lowerBound
    var column = 0
    while first < range.upperBound, bytes[first] == 0x20 || bytes[first] == 0x09 {
      column += bytes[first] == 0x09 ? 4 - column % 4 : 1
      first += 1
    }
    if isInComment {
      lines.append(.init(range: range, kind: .html))
      if let end = find("-->", from: first, to: range.upperBound) {
        isInComment = false
        scanProse(end..<range.upperBound)
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
    if let length = fenceLength(at: first, range.upperBound) {
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
    if column >= 4, wasBlank, !isInList {
      lines.append(.init(range: range, kind: .code))
      return
    }
    lines.append(.init(range: range, kind: kind(of: first, range)))
    scanProse(first..<range.upperBound)
    if lines.last?.kind == .heading { closeRun() }
  }

  /// Whether an indented line may belong to an item above.
  private var isInList: Bool {
    for line in lines.reversed().prefix(40) where line.kind == .prose {
      let start = bytes[line.range].first { $0 != 0x20 && $0 != 0x09 }
      if let start, isListMark(start) { return true }
      if bytes[line.range.lowerBound] != 0x20 { return false }
    }
    return false
  }

  private func isListMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") || isDigit(byte)
      || byte == UInt8(ascii: ":")
  }

  private func kind(of first: Int, _ range: Range<Int>) -> PageText.Line.Kind {
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

  private func fenceLength(at first: Int, _ end: Int) -> Int? {
    let byte = bytes[first]
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return nil }
    var offset = first
    while offset < end, bytes[offset] == byte { offset += 1 }
    guard offset - first >= 3 else { return nil }
    // A fence of backticks has none after it.
    if byte == UInt8(ascii: "`"), bytes[offset..<end].contains(byte) { return nil }
    return offset - first
  }

  func lineEnd(from start: Int) -> Int {
    let span = bytes.span
    var end = start
    while end < span.count, span[end] != 0x0A { end += 1 }
    return end
  }

  // MARK: Prose

  mutating func scanProse(_ range: Range<Int>) {
    var offset = range.lowerBound
    let end = range.upperBound
    while offset < end {
      let byte = bytes[offset]
      if byte < 0x80 {
        if isLetter(byte) || isDigit(byte) {
          offset = scanWord(from: offset, to: end)
        } else {
          offset = scanMark(byte, at: offset, to: end)
        }
      } else {
        offset = scanWide(byte, at: offset, to: end)
      }
    }
  }

  private mutating func scanMark(_ byte: UInt8, at offset: Int, to end: Int) -> Int {
    switch byte {
    case UInt8(ascii: "\\"): return offset + 2
    case UInt8(ascii: "`"): return skipCode(offset, end)
    case UInt8(ascii: "<"): return skipTag(offset, end)
    case UInt8(ascii: "["):
      brackets.append(hits.count)
      return offset + 1
    case UInt8(ascii: "]"):
      if offset + 1 < end, bytes[offset + 1] == 0x20 { nearLinks.append(offset) }
      return closeBracket(offset, end)
    case UInt8(ascii: ")"):
      if offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "[") { nearLinks.append(offset) }
      closeRun()
      return offset + 1
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "("):
      closeRun()
      return offset + 1
    case UInt8(ascii: "{"):
      if offset + 1 < end, bytes[offset + 1] == byte { return find("}}", from: offset, to: end) ?? end }
      return skipAttributes(offset, end)
    default: return offset + 1
    }
  }

  /// Past a link's address or a span's attributes. Words in `[…]{lang=…}` are foreign with good reason.
  private mutating func closeBracket(_ offset: Int, _ end: Int) -> Int {
    let opened = brackets.popLast()
    guard offset + 1 < end else { return offset + 1 }
    if bytes[offset + 1] == UInt8(ascii: "(") {
      var depth = 0
      var position = offset + 1
      while position < end {
        if bytes[position] == UInt8(ascii: "(") { depth += 1 }
        if bytes[position] == UInt8(ascii: ")") {
          depth -= 1
          if depth == 0 { return position + 1 }
        }
        position += 1
      }
      return offset + 2
    }
    if bytes[offset + 1] == UInt8(ascii: "{") {
      let close = skipAttributes(offset + 1, end)
      if let opened, opened < hits.count, find("lang=", from: offset, to: close) != nil {
        hits.replaceSubrange(opened..., with: hits[opened...].filter { !$0.isForeign })
      }
      return close
    }
    return offset + 1
  }

  private func skipAttributes(_ offset: Int, _ end: Int) -> Int {
    guard let close = bytes[offset..<end].firstIndex(of: UInt8(ascii: "}")) else { return offset + 1 }
    return close + 1
  }

  private func skipCode(_ offset: Int, _ end: Int) -> Int {
    var run = offset
    while run < end, bytes[run] == UInt8(ascii: "`") { run += 1 }
    let length = run - offset
    var position = run
    while position < end {
      guard bytes[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      var close = position
      while close < end, bytes[close] == UInt8(ascii: "`") { close += 1 }
      if close - position == length { return close }
      position = close
    }
    return run
  }

  private mutating func skipTag(_ offset: Int, _ end: Int) -> Int {
    guard offset + 1 < end else { return offset + 1 }
    let next = bytes[offset + 1]
    if next == UInt8(ascii: "!"), bytes[offset..<end].starts(with: "<!--".utf8) {
      let close = find("-->", from: offset + 4, to: end)
      if close == nil { isInComment = true }
      comments.append(offset..<(close ?? find("-->", from: offset + 4, to: bytes.count) ?? bytes.count))
      return close ?? end
    }
    if next | 0x20 == UInt8(ascii: "a"), offset + 2 < end, bytes[offset + 2] <= 0x20 { hasHTMLLinks = true }
    guard isLetter(next) || next == UInt8(ascii: "/"),
      let close = bytes[offset..<end].firstIndex(of: UInt8(ascii: ">"))
    else { return offset + 1 }
    return close + 1
  }

  private func find(_ text: StaticString, from start: Int, to end: Int) -> Int? {
    let needle = Array("\(text)".utf8)
    guard start < end else { return nil }
    var offset = start
    while offset + needle.count <= end {
      if bytes[offset] == needle[0], bytes[offset..<offset + needle.count].elementsEqual(needle) {
        return offset + needle.count
      }
      offset += 1
    }
    return nil
  }
}

@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
