package import SiteDiagnostics

/// Reads JSON as data for templates: keys keep their order, `1` is an integer and `1.0` is not, objects of the same
/// keys share a shape.
///
/// Strict (RFC 8259), but for numbers and strings beyond what a `Value` holds: a whole number past 64 bits is refused,
/// half of a surrogate pair becomes U+FFFD.
package struct JSONReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0
  private var shapes: [[Text]: Shape] = [:]

  private struct Failure: Error {
    var message: String
    var range: Range<Int>
  }

  /// The value of a JSON text, or what is wrong with it.
  package static func read(_ source: SourceText) -> Result<Value, Diagnostics> {
    var reader = JSONReader(source)
    do throws(Failure) {
      return .success(try reader.readText())
    } catch {
      return .failure(
        Diagnostics(
          list: [.error("data.json", error.message, at: source.location(of: error.range))]))
    }
  }

  /// Diagnostics that stand for the value that is missing because of them.
  package struct Diagnostics: Error, Sendable {
    package let list: [Diagnostic]
  }

  private init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  private mutating func readText() throws(Failure) -> Value {
    if let invalid = bytes.firstInvalidUTF8 {
      throw Failure(message: "this is not valid UTF-8", range: invalid..<invalid + 1)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let value = try readValue()
    skipWhitespace()
    guard offset == bytes.count else { throw unexpected("the end of the file") }
    return value
  }

  private mutating func readValue() throws(Failure) -> Value {
    skipWhitespace()
    switch current ?? 0 {
    case UInt8(ascii: "{"): return try nested { reader throws(Failure) in try reader.readObject() }
    case UInt8(ascii: "["): return try nested { reader throws(Failure) in try reader.readArray() }
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default:
      if take("true") { return true }
      if take("false") { return false }
      if take("null") { return .none }
      throw unexpected("a value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard depth < Int(Value.maximumDepth) else {
      throw Failure(message: "this nests more than \(Value.maximumDepth) levels deep", range: offset..<offset + 1)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func readObject() throws(Failure) -> Value {
    offset += 1
    var keys: [Text] = []
    var values: [Value] = []
    skipWhitespace()
    if current == UInt8(ascii: "}") {
      offset += 1
      return .map(Map(shape: .empty, values: []))
    }
    while true {
      skipWhitespace()
      guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      keys.append(try readString())
      skipWhitespace()
      try expect(UInt8(ascii: ":"))
      values.append(try readValue())
      skipWhitespace()
      if current == UInt8(ascii: ",") {
        offset += 1
        continue
      }
      guard current == UInt8(ascii: "}") else { throw unexpected("`,` or `}`") }
      offset += 1
      return .map(map(keys, values))
    }
  }

  private mutating func map(_ keys: [Text], _ values: [Value]) -> Map {
    if let shape = shapes[keys] { return Map(shape: shape, values: values) }
    let map = Map(Array(zip(keys, values)).map { (.string($0.0), $0.1) })
    if map.count == keys.count { shapes[keys] = map.shape }
    return map
  }

  private mutating func readArray() throws(Failure) -> Value {
    offset += 1
    var elements: [Value] = []
    skipWhitespace()
    if current == UInt8(ascii: "]") {
      offset += 1
      return []
    }
    while true {
      elements.append(try readValue())
      skipWhitespace()
      if current == UInt8(ascii: ",") {
        offset += 1
        continue
      }
      guard current == UInt8(ascii: "]") else { throw unexpected("`,` or `]`") }
      offset += 1
      return Value(elements)
    }
  }

  // MARK: Scalars

  private mutating func readNumber() throws(Failure) -> Value {
    let start = offset
    if current == UInt8(ascii: "-") { offset += 1 }
    if current == UInt8(ascii: "0") { offset += 1 } else { try readDigits() }
    var isFloat = false
    if current == UInt8(ascii: ".") {
      isFloat = true
      offset += 1
      try readDigits()
    }
    if let letter = current, letter | 0x20 == UInt8(ascii: "e") {
      isFloat = true
      offset += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
      try readDigits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isFloat {
      guard let number = Double(text) else { throw Failure(message: "this is no number", range: start..<offset) }
      return .float(number)
    }
    guard let number = Int(text) else {
      throw Failure(message: "this number does not fit into 64 bits", range: start..<offset)
    }
    return .int(number)
  }

  private mutating func readDigits() throws(Failure) {
    guard current?.isDigit == true else { throw unexpected("a digit") }
    while current?.isDigit == true { offset += 1 }
  }

  private mutating func readString() throws(Failure) -> Text {
    let opening = offset
    offset += 1
    var content: [UInt8] = []
    var runStart = offset
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        content += bytes[runStart..<offset]
        offset += 1
        return Text(validated: content)
      case UInt8(ascii: "\\"):
        content += bytes[runStart..<offset]
        offset += 1
        try readEscape(into: &content)
        runStart = offset
      case ..<0x20: throw Failure(message: "a control character must be escaped", range: offset..<offset + 1)
      default: offset += 1
      }
    }
    throw Failure(message: "this string is never closed", range: opening..<opening + 1)
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(Failure) {
    let start = offset - 1
    guard let letter = current else { throw unexpected("an escape") }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var code = try readCode(from: start)
      if (0xD800..<0xDC00).contains(code), bytes[offset...].starts(with: Array("\\u".utf8)) {
        let rewind = offset
        offset += 2
        let low = try readCode(from: start)
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          offset = rewind
        }
      }
      content += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default: throw Failure(message: "unknown escape", range: start..<offset)
    }
  }

  private mutating func readCode(from start: Int) throws(Failure) -> UInt32 {
    let digits = bytes[offset..<min(offset + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw Failure(message: "`\\u` needs four hexadecimal digits", range: start..<offset) }
    offset += 4
    return code
  }

  // MARK: Bytes

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipWhitespace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard current == byte else { throw unexpected("`\(Character(Unicode.Scalar(byte)))`") }
    offset += 1
  }

  private func unexpected(_ expected: String) -> Failure {
    let found =
      offset < bytes.count
      ? String(decoding: bytes[offset...].prefix(1), as: UTF8.self) : "the end of the file"
    let shown = offset < bytes.count ? "`\(found)`" : found
    return Failure(message: "expected \(expected), found \(shown)", range: offset..<min(offset + 1, bytes.count))
  }
}
