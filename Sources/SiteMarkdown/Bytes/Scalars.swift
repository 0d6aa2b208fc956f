/// Characters at the edges of text, also across nodes: what decides about delimiters and quotes.
enum Scalars {
  /// The scalar that starts a text; U+FFFD for bytes that aren't UTF-8, a line break for no text.
  static func first(in text: ByteView) -> UInt32 {
    guard text.count > 0 else { return 0x0A }
    let lead = text[0]
    if lead < 0x80 { return UInt32(lead) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard length > 1, text.count >= length else { return 0xFFFD }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(text[offset] & 0x3F) }
    return value
  }

  /// The scalar that ends a text.
  static func last(in text: ByteView) -> UInt32 {
    guard text.count > 0 else { return 0x0A }
    let end = text[text.count - 1]
    if end < 0x80 { return UInt32(end) }
    var start = text.count - 1
    while start > 0, text.count - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return first(in: text[start..<text.count])
  }

  /// What stands before a node, as CommonMark's rules see it.
  static func before(_ node: CmarkNode) -> UInt32 {
    if let previous = node.previous { return edge(of: previous, last: true) }
    return parentEdge(of: node)
  }

  /// What stands after a node.
  static func after(_ node: CmarkNode) -> UInt32 {
    if let next = node.next { return edge(of: next, last: false) }
    return parentEdge(of: node)
  }

  private static func parentEdge(of node: CmarkNode) -> UInt32 {
    switch node.parent?.kind {
    case .emphasis, .strong: UInt32(UInt8(ascii: "*"))
    case .link: UInt32(UInt8(ascii: "]"))
    default: 0x0A
    }
  }

  private static func edge(of node: CmarkNode, last: Bool) -> UInt32 {
    switch node.kind {
    case .text: last ? Scalars.last(in: node.literal) : first(in: node.literal)
    case .softBreak, .lineBreak: 0x0A
    case .code: UInt32(UInt8(ascii: "`"))
    case .link, .image: last ? UInt32(UInt8(ascii: ")")) : UInt32(UInt8(ascii: "["))
    case .htmlInline: last ? UInt32(UInt8(ascii: ">")) : UInt32(UInt8(ascii: "<"))
    default: UInt32(UInt8(ascii: "*"))
    }
  }

  /// The character that a reader sees after a node, whatever markup lies between; a line break at the end of a block.
  static func readAfter(_ node: CmarkNode) -> UInt32 {
    var node = node
    while node.next == nil {
      guard let parent = node.parent, [.emphasis, .strong, .link].contains(parent.kind) else { return 0x0A }
      node = parent
    }
    guard var next = node.next else { return 0x0A }
    while true {
      switch next.kind {
      case .text: return first(in: next.literal)
      case .softBreak, .lineBreak: return 0x0A
      case .emphasis, .strong, .link:
        guard let child = next.firstChild else { return 0x78 }
        next = child
      default: return 0x78
      }
    }
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isPunctuation(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      switch scalar {
      case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
      default: return false
      }
    }
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x61...0x7A).contains(scalar | 0x20) }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }

  static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  static func isUppercase(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x41...0x5A).contains(scalar) }
    return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }
}
