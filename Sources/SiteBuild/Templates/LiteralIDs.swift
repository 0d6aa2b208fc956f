/// Finds the ids that are written out in the text of templates: `<main id="main">`, but not `id="{{ name }}"`.
enum LiteralIDs {
  static func all(in template: [UInt8]) -> [String] {
    let bytes = template.span
    var ids: [String] = []
    var offset = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "{") where offset + 1 < bytes.count: offset = endOfTag(bytes, from: offset)
      case UInt8(ascii: "i"), UInt8(ascii: "I"):
        if let value = value(bytes, at: offset) {
          ids.append(String(decoding: template[value], as: UTF8.self))
          offset = value.upperBound
        }
        offset += 1
      default: offset += 1
      }
    }
    return ids
  }

  /// Past a tag, an expression or a comment.
  private static func endOfTag(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let close: UInt8
    switch bytes[start + 1] {
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "%"), UInt8(ascii: "#"): close = bytes[start + 1]
    default: return start + 1
    }
    var offset = start + 2
    while offset + 1 < bytes.count {
      if bytes[offset] == close, bytes[offset + 1] == UInt8(ascii: "}") { return offset + 2 }
      offset += 1
    }
    return bytes.count
  }

  /// The value of an attribute `id` that begins there; `nil` where a template fills in a part of it.
  private static func value(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard start > 0, bytes[start - 1] <= 0x20, start + 4 < bytes.count, bytes[start + 1] | 0x20 == UInt8(ascii: "d"),
      bytes[start + 2] == UInt8(ascii: "=")
    else { return nil }
    let quote = bytes[start + 3]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let first = isQuoted ? start + 4 : start + 3
    var end = first
    while end < bytes.count, isQuoted ? bytes[end] != quote : bytes[end] > 0x20 && bytes[end] != UInt8(ascii: ">") {
      if bytes[end] == UInt8(ascii: "{") || bytes[end] <= 0x20 { return nil }
      end += 1
    }
    return end > first && end < bytes.count ? first..<end : nil
  }
}
