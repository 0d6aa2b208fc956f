/// The text of a block as readers see it, and beside each byte of it where it was typed.
///
/// libcmark doesn't say where inline text stands. Here text and source are gone along together: escapes, character
/// references and markup make them differ, and after each the two are brought together again. Only blocks in which
/// something looks odd are looked at in this way.
struct InlineSource {
  /// What stands in `text` for something that isn't text.
  enum Mark {
    /// An escaped character, a character reference, a shortcode, what an extension took.
    static let none: UInt8 = 0
    static let code: UInt8 = 1
    static let image: UInt8 = 2
    static let html: UInt8 = 3
    static let linkStart: UInt8 = 4
    static let linkEnd: UInt8 = 5
    static let emphasisStart: UInt8 = 6
    static let emphasisEnd: UInt8 = 7
    static let lineBreak: UInt8 = 0x0A
  }

  private(set) var text: [UInt8] = []
  /// The offset in the body for each byte of the text, -1 where it isn't known.
  private(set) var offsets: [Int] = []
  /// Where the text of each node starts, in ascending order of the walk.
  private var starts: [(node: CmarkNode, index: Int)] = []

  private let body: ByteView
  private let scan: SourceScan
  private let end: Int
  private var cursor: Int
  /// How often text could not be found in the source: past a few times, nothing is looked for any more.
  private var misses = 0

  private static let missLimit = 8

  /// - Parameters:
  ///   - root: a paragraph, a heading, a table's cell.
  ///   - range: bytes of the body in which it stands.
  init(_ root: CmarkNode, in range: Range<Int>, of body: ByteView, scan: SourceScan) {
    self.body = body
    self.scan = scan
    cursor = range.lowerBound
    end = range.upperBound
    walk(root)
  }

  /// The place of a byte of a node's literal.
  func index(of node: CmarkNode, _ offset: Int) -> Int? {
    starts.first { $0.node == node }.map { $0.index + offset }
  }

  func at(_ index: Int) -> UInt8 { text.indices.contains(index) ? text[index] : 0 }

  /// The bytes of the body behind a part of the text; `nil` where they aren't known.
  func source(_ range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty, range.upperBound <= text.count, range.lowerBound >= 0 else { return nil }
    let (first, last) = (offsets[range.lowerBound], offsets[range.upperBound - 1])
    return first >= 0 && last >= first ? first..<last + 1 : nil
  }

  private mutating func walk(_ root: CmarkNode) {
    guard var node = root.firstChild else { return }
    while true {
      if enter(node), let child = node.firstChild {
        node = child
        continue
      }
      while true {
        leave(node)
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != root else { return }
        node = parent
      }
    }
  }

  private mutating func append(_ byte: UInt8) {
    text.append(byte)
    offsets.append(min(cursor, end))
  }

  /// - Returns: whether the children are to be looked at.
  private mutating func enter(_ node: CmarkNode) -> Bool {
    switch node.kind {
    case .text: appendText(node)
    case .softBreak, .lineBreak:
      append(Mark.lineBreak)
      if let found = body[0..<end].firstIndex(of: UInt8(ascii: "\n"), from: cursor) { cursor = found + 1 }
    case .code:
      append(Mark.code)
      skipCode()
    case .htmlInline:
      append(Mark.html)
      if let found = body[cursor..<end].firstIndex(of: node.literal) { cursor += found + node.literal.count }
    case .image:
      append(Mark.image)
      return true
    case .link:
      append(Mark.linkStart)
      return true
    case .emphasis, .strong:
      append(Mark.emphasisStart)
      return true
    default: return true
    }
    return false
  }

  private mutating func leave(_ node: CmarkNode) {
    switch node.kind {
    case .emphasis, .strong: append(Mark.emphasisEnd)
    case .link:
      append(Mark.linkEnd)
      skipDestination()
    case .image: skipDestination()
    default: break
    }
  }

  // MARK: Markup

  private mutating func skipCode() {
    guard let start = body[0..<end].firstIndex(of: UInt8(ascii: "`"), from: cursor) else { return }
    var open = start
    while body.at(open) == UInt8(ascii: "`") { open += 1 }
    var search = open
    while let found = body[0..<end].firstIndex(of: UInt8(ascii: "`"), from: search) {
      var close = found
      while close < end, body[close] == UInt8(ascii: "`") { close += 1 }
      if close - found == open - start {
        cursor = close
        return
      }
      search = close
    }
  }

  /// What follows the text of a link: an address in parentheses, a label, the end of an address in angle brackets.
  private mutating func skipDestination() {
    if body.at(cursor) == UInt8(ascii: ">") {
      cursor += 1
      return
    }
    guard let bracket = body[0..<end].firstIndex(of: UInt8(ascii: "]"), from: cursor) else { return }
    cursor = bracket + 1
    if body.at(cursor) == UInt8(ascii: "["),
      let close = body[0..<end].firstIndex(of: UInt8(ascii: "]"), from: cursor)
    {
      cursor = close + 1
    } else if body.at(cursor) == UInt8(ascii: "(") {
      cursor = Self.closingParenthesis(body, from: cursor, to: end).map { $0 + 1 } ?? cursor
    }
  }

  /// The parenthesis that closes the one at an offset; those in quotes and angle brackets don't count.
  static func closingParenthesis(_ body: ByteView, from start: Int, to end: Int) -> Int? {
    var depth = 0
    var quote: UInt8 = 0
    var offset = start
    while offset < end {
      let byte = body[offset]
      switch byte {
      case UInt8(ascii: "\\"): offset += 1
      case quote where quote != 0: quote = 0
      case UInt8(ascii: "\"") where quote == 0 && isBlankOrParenthesis(body.at(offset - 1)): quote = byte
      case UInt8(ascii: "<") where quote == 0 && isBlankOrParenthesis(body.at(offset - 1)):
        quote = UInt8(ascii: ">")
      case UInt8(ascii: "(") where quote == 0: depth += 1
      case UInt8(ascii: ")") where quote == 0:
        depth -= 1
        if depth == 0 { return offset }
      default: break
      }
      offset += 1
    }
    return nil
  }

  private static func isBlankOrParenthesis(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "(") }

  // MARK: Text

  private mutating func appendText(_ node: CmarkNode) {
    starts.append((node, text.count))
    let literal = node.literal
    var offset = 0
    var isEscaped = false
    while offset < literal.count {
      if Marker.isSentinel(at: offset, in: literal) {
        for _ in Marker.sentinel { append(Mark.none) }
        offset += Marker.sentinel.count
        isEscaped = true
      } else if let placeholder = Marker.placeholder(at: offset, in: literal), placeholder.value < scan.shortcodes.count
      {
        let range = scan.shortcodes[placeholder.value].range
        cursor = range.lowerBound
        for _ in offset..<placeholder.end { append(Mark.none) }
        cursor = range.upperBound
        offset = placeholder.end
      } else if !appendCharacter(literal, &offset, isEscaped: &isEscaped) {
        synchronize(literal, offset)
        guard cursor < end, body[cursor] == literal[offset] else {
          appendUnknown(literal, &offset)
          continue
        }
      }
    }
  }

  private mutating func appendUnknown(_ literal: ByteView, _ offset: inout Int) {
    text.append(literal[offset])
    offsets.append(-1)
    offset += 1
  }

  /// Takes the next character where text and source agree on it.
  private mutating func appendCharacter(_ literal: ByteView, _ offset: inout Int, isEscaped: inout Bool) -> Bool {
    guard cursor < end else { return false }
    let byte = literal[offset]
    let typed = body[cursor]
    if typed == UInt8(ascii: "&"), let reference = reference(for: literal, offset) {
      for _ in 0..<reference.length { append(Mark.none) }
      cursor = reference.end
      offset += reference.length
      isEscaped = false
      return true
    }
    if typed == UInt8(ascii: "\\"), body.at(cursor + 1) == byte, byte < 0x80, Scalars.isPunctuation(UInt32(byte)) {
      cursor += 1
      append(Mark.none)
    } else if typed == byte {
      append(isEscaped ? Mark.none : byte)
    } else {
      return false
    }
    isEscaped = false
    cursor += 1
    offset += 1
    return true
  }

  /// `&amp;` in the source for a character of the text.
  private func reference(for literal: ByteView, _ offset: Int) -> (length: Int, end: Int)? {
    var position = cursor + 1
    if body.at(position) == UInt8(ascii: "#") { position += 1 }
    let start = position
    while position < end, position - start < 32, isLetter(body[position]) || isDigit(body[position]) { position += 1 }
    guard position > start, body.at(position) == UInt8(ascii: ";") else { return nil }
    // What names no character stands in the text as it was typed.
    if literal[offset..<literal.count].firstIndex(of: body[cursor..<position + 1]) == 0,
      !body[cursor..<position + 1].hasPrefix("&amp;")
    {
      return nil
    }
    let lead = literal[offset]
    return (min(literal.count - offset, lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1), position + 1)
  }

  /// Looks for the next place in the source where a few characters of the text stand.
  private mutating func synchronize(_ literal: ByteView, _ offset: Int) {
    guard misses < Self.missLimit else {
      cursor = end
      return
    }
    var length = 1
    while length < 16, offset + length < literal.count, !Self.isUncertain(literal[offset + length]) { length += 1 }
    guard let found = body[cursor..<end].firstIndex(of: literal[offset..<offset + length]) else {
      misses += 1
      return
    }
    cursor += found
  }

  /// A byte that may be written in another way in the source.
  private static func isUncertain(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != 0x20 && Scalars.isPunctuation(UInt32(byte)) || byte >= 0xF0
  }
}
