/// `{#id .class key=value key="some value"}`
struct Attributes {
  var id: String?
  var classes: [String] = []
  var pairs: [(name: String, value: String)] = []
  /// Where the closing brace ends.
  var end = 0

  /// Reads attributes that start at an offset; `nil` if what stands there isn't a list of attributes.
  static func parse(_ text: ByteView, at start: Int) -> Attributes? {
    guard text.at(start) == UInt8(ascii: "{") else { return nil }
    var attributes = Attributes()
    var offset = start + 1
    while true {
      while isBlank(text.at(offset)) { offset += 1 }
      switch text.at(offset) {
      case UInt8(ascii: "}"):
        attributes.end = offset + 1
        let isEmpty = attributes.id == nil && attributes.classes.isEmpty && attributes.pairs.isEmpty
        return isEmpty ? nil : attributes
      case UInt8(ascii: "#"):
        guard let word = word(in: text, from: &offset) else { return nil }
        attributes.id = word
      case UInt8(ascii: "."):
        guard let word = word(in: text, from: &offset) else { return nil }
        attributes.classes.append(word)
      default:
        guard let pair = pair(in: text, from: &offset) else { return nil }
        attributes.add(pair)
      }
    }
  }

  private mutating func add(_ pair: (name: String, value: String)) {
    switch pair.name {
    case "id": id = pair.value
    case "class": classes += pair.value.split(separator: " ").map(String.init)
    default: pairs.append(pair)
    }
  }

  /// What follows `#` or `.`: up to a blank or the brace.
  private static func word(in text: ByteView, from offset: inout Int) -> String? {
    let start = offset + 1
    offset = start
    while offset < text.count, isWordByte(text[offset]) { offset += 1 }
    return offset > start ? text[start..<offset].string : nil
  }

  private static func pair(in text: ByteView, from offset: inout Int) -> (name: String, value: String)? {
    let start = offset
    while isNameByte(text.at(offset)) { offset += 1 }
    guard offset > start, text.at(offset) == UInt8(ascii: "=") else { return nil }
    let name = text[start..<offset].string.lowercased()
    offset += 1
    let quote = text.at(offset)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = text.firstIndex(of: quote, from: offset + 1) else { return nil }
      let value = text[offset + 1..<end].string
      offset = end + 1
      return (name, value)
    }
    let valueStart = offset
    while offset < text.count, isWordByte(text[offset]) { offset += 1 }
    return offset > valueStart ? (name, text[valueStart..<offset].string) : nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "}") && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "\"")
      && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
  }

  /// Takes a pair out of the list.
  mutating func remove(_ name: String) -> String? {
    guard let index = pairs.firstIndex(where: { $0.name == name }) else { return nil }
    return pairs.remove(at: index).value
  }
}
