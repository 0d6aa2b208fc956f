/// The strings of a JSON text in their order (RFC 8259), and where lists end; what is no JSON gives what it gives.
struct JSONStrings: Sequence, IteratorProtocol {
  enum Token {
    case key(String)
    /// With the place between its quotes.
    case string(String, Range<Int>)
    case endOfList
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    let bytes = self.bytes
    var offset = self.offset
    defer { self.offset = offset }
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "]") { return .endOfList }
      guard byte == UInt8(ascii: "\"") else { continue }
      let start = offset
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
        offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
      }
      let range = start..<Swift.min(offset, bytes.count)
      offset = range.upperBound + 1
      let text = Self.decode(bytes[range])
      let after = offset < bytes.count ? bytes[offset...].first { $0 > 0x20 } : nil
      return after == UInt8(ascii: ":") ? .key(text) : .string(text, range)
    }
    return nil
  }

  private static func decode(_ raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var copied = raw.startIndex
    while let escape = raw[copied...].firstIndex(of: UInt8(ascii: "\\")) {
      text += raw[copied..<escape]
      copied = Swift.min(escape + 2, raw.endIndex)
      guard escape + 1 < raw.endIndex else { break }
      switch raw[escape + 1] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
        text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "u"):
        let end = Swift.min(copied + 4, raw.endIndex)
        let digits = String(decoding: raw[copied..<end], as: UTF8.self)
        copied = end
        // Halves of a pair stand for characters that are in no address.
        text += String(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8
      case let character: text.append(character)
      }
    }
    text += raw[copied...]
    return String(decoding: text, as: UTF8.self)
  }
}
