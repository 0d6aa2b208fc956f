/// The plainest YAML, in which nearly all front matter is written: `key: value` lines whose values are texts of one line
/// each, or lists of such texts.
///
/// It is read in one pass, in a fraction of the time that libyaml takes. What YAML is remains libyaml's business: whatever
/// isn't plain beyond doubt, faults included, is left to it, and of what is read here it would have made the same, to
/// the last mark.
struct PlainYAML {
  /// What is longer is no front matter of this kind, and might hold more values than are allowed.
  private static let sizeLimit = 16 << 10
  /// libyaml looks for the colon of a key no further than 1024 characters.
  private static let keyLimit = 128
  /// Each key is compared with all before it, which pays for few of them.
  private static let keyCountLimit = 24

  private let bytes: ByteView
  private var offset = 0
  private var line: UInt32
  /// Where column 0 would be if every scalar of this line so far took one byte.
  private var origin = 0

  private init(_ bytes: ByteView, line: UInt32) {
    self.bytes = bytes
    self.line = line
  }

  /// The mapping, or `nil` where libyaml is to be asked.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without control characters.
  ///   - line: the number, from 0, of the line that they begin with.
  static func parse(_ bytes: ByteView, line: UInt32) -> YAMLNode? {
    guard bytes.count <= sizeLimit else { return nil }
    var reader = PlainYAML(bytes, line: line)
    return reader.mapping()
  }

  private mutating func mapping() -> YAMLNode? {
    var entries: [YAMLNode.Entry] = []
    var keys: [Range<Int>] = []
    entries.reserveCapacity(8)
    keys.reserveCapacity(8)
    while offset < bytes.count {
      guard let word = key(), keys.count < Self.keyCountLimit else { return nil }
      for known in keys where bytes[known] == bytes[word] { return nil }
      keys.append(word)
      let key = scalar(word, isPlain: true, from: mark(word.lowerBound), to: mark(word.upperBound))
      guard !key.isNull, let value = value() else { return nil }
      entries.append(.init(key: key, value: value))
    }
    guard let start = entries.first?.key.start else { return nil }
    return YAMLNode(content: .mapping(entries), start: start, end: mark(offset))
  }

  /// The word of a key, from the offset on.
  private mutating func key() -> Range<Int>? {
    let start = offset
    guard Self.beginsKey(bytes.at(offset)) else { return nil }
    while Self.continuesKey(bytes.at(offset)) { offset += 1 }
    guard bytes.at(offset) == UInt8(ascii: ":"), offset - start <= Self.keyLimit else { return nil }
    defer { offset += 1 }
    return start..<offset
  }

  private mutating func value() -> YAMLNode? {
    if bytes.at(offset) == UInt8(ascii: "\n") { return endLine() ? lines() : nil }
    guard skipSpaces() > 0 else { return nil }
    let value = bytes.at(offset) == UInt8(ascii: "[") ? list() : text(inList: false)
    return endLine() ? value : nil
  }

  /// A list with a line for each item, which are indented.
  private mutating func lines() -> YAMLNode? {
    let indentation = skipSpaces()
    guard indentation > 0 else { return nil }
    let start = mark(offset)
    var items: [YAMLNode] = []
    items.reserveCapacity(4)
    while true {
      guard bytes.at(offset) == UInt8(ascii: "-") else { return nil }
      offset += 1
      guard skipSpaces() > 0, let item = text(inList: false), endLine() else { return nil }
      items.append(item)
      switch skipSpaces() {
      case 0: return YAMLNode(content: .sequence(items), start: start, end: mark(offset))
      case indentation: continue
      default: return nil
      }
    }
  }

  /// A list in brackets.
  private mutating func list() -> YAMLNode? {
    let start = mark(offset)
    offset += 1
    skipSpaces()
    var items: [YAMLNode] = []
    items.reserveCapacity(4)
    while true {
      guard let item = text(inList: true) else { return nil }
      items.append(item)
      skipSpaces()
      let mark = bytes.at(offset)
      offset += 1
      if mark == UInt8(ascii: "]") { break }
      guard mark == UInt8(ascii: ",") else { return nil }
      skipSpaces()
    }
    return YAMLNode(content: .sequence(items), start: start, end: mark(offset))
  }

  private mutating func text(inList isInList: Bool) -> YAMLNode? {
    switch bytes.at(offset) {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): quoted()
    case let byte where Self.isWord(byte) || byte == UInt8(ascii: "/") || byte >= 0x80: unquoted(inList: isInList)
    default: nil
    }
  }

  /// A text without quotes, up to the end of its line, or in brackets up to the next comma or the last bracket.
  private mutating func unquoted(inList isInList: Bool) -> YAMLNode? {
    let start = offset
    let place = mark(start)
    var end = start
    while true {
      let byte = bytes.at(offset)
      if byte == UInt8(ascii: " ") {
        offset += 1
        continue
      }
      if isInList ? byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") : byte == UInt8(ascii: "\n") {
        return scalar(start..<end, isPlain: true, from: place, to: mark(end))
      }
      guard isInList ? Self.meansNothingInList(byte) : meansNothing(byte), takes(byte) else { return nil }
      offset += 1
      end = offset
    }
  }

  /// Whether the byte at the offset neither ends a key nor begins a comment.
  private func meansNothing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"):
      bytes.at(offset + 1) != UInt8(ascii: " ") && bytes.at(offset + 1) != UInt8(ascii: "\n")
    case UInt8(ascii: "#"): bytes.at(offset - 1) != UInt8(ascii: " ")
    default: true
    }
  }

  /// Of the signs, which mostly have a meaning in brackets, a few.
  private static func meansNothingInList(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "&"): true
    default: isWord(byte) || byte >= 0x80
    }
  }

  /// A text in quotes, without any escape.
  private mutating func quoted() -> YAMLNode? {
    let quote = bytes.at(offset)
    let place = mark(offset)
    offset += 1
    let start = offset
    while true {
      let byte = bytes.at(offset)
      if byte == quote { break }
      guard byte != UInt8(ascii: "\\"), takes(byte) else { return nil }
      offset += 1
    }
    let end = offset
    offset += 1
    guard bytes.at(offset) != quote else { return nil }
    return scalar(start..<end, isPlain: false, from: place, to: mark(offset))
  }

  // MARK: Bytes

  /// Whether a byte at the offset is of a text and no more than that; counts those that make no column.
  private mutating func takes(_ byte: UInt8) -> Bool {
    if byte < 0x80 { return byte >= 0x20 && byte != 0x7F }
    if byte & 0xC0 == 0x80 { origin += 1 }
    return byte != 0xC2 && byte != 0xE2 && byte != 0xEF || isOrdinaryScalar
  }

  /// Not a control character, a line break beyond ASCII, a byte order mark or no character at all.
  private var isOrdinaryScalar: Bool {
    let (second, third) = (bytes.at(offset + 1), bytes.at(offset + 2))
    switch bytes.at(offset) {
    case 0xC2: return second >= 0xA0
    case 0xE2: return second != 0x80 || third != 0xA8 && third != 0xA9
    default: return (second != 0xBB || third != 0xBF) && (second != 0xBF || third < 0xBE)
    }
  }

  private static func beginsKey(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    beginsKey(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func continuesKey(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  @discardableResult
  private mutating func skipSpaces() -> Int {
    let start = offset
    while bytes.at(offset) == UInt8(ascii: " ") { offset += 1 }
    return offset - start
  }

  /// Goes to the next line, if nothing but spaces is left of this one.
  private mutating func endLine() -> Bool {
    skipSpaces()
    guard bytes.at(offset) == UInt8(ascii: "\n") else { return false }
    offset += 1
    origin = offset
    line += 1
    return true
  }

  /// The place of an offset of this line up to which all bytes were counted.
  private func mark(_ offset: Int) -> YAMLNode.Mark {
    YAMLNode.Mark(line: line, column: UInt32(truncatingIfNeeded: offset - origin))
  }

  private func scalar(
    _ range: Range<Int>, isPlain: Bool, from start: YAMLNode.Mark, to end: YAMLNode.Mark
  ) -> YAMLNode {
    YAMLNode(content: .scalar(bytes[range].string, isPlain: isPlain), start: start, end: end)
  }
}
