/// The words of a `<foreignObject>` as text of the drawing itself, so that no word is lost with it.
enum ForeignObjectText {
  /// Empty where there are none, or where the drawing has a text of its own for programs that show no HTML.
  ///
  /// - Parameter element: from the first `<` to the last `>`.
  static func replacement(of element: [UInt8]) -> [UInt8] {
    guard let tagEnd = endOfTag(element) else { return [] }
    let tag = String(decoding: element[..<tagEnd], as: UTF8.self)
    // What belongs to a program alone, as Illustrator has it.
    if tag.contains("requiredExtensions") { return [] }
    let words = words(element[tagEnd...])
    guard !words.isEmpty else { return [] }
    let name = tag.dropFirst().prefix { $0 != ":" && !$0.isWhitespace && $0 != ">" }
    let prefix = tag.dropFirst(name.count + 1).first == ":" ? name + ":" : ""
    var text = "<\(prefix)text"
    for name in ["x", "y", "transform"] {
      if let value = attribute(name, in: tag) { text += " \(name)=\"\(value)\"" }
    }
    return Array((text + " dy=\"1em\">\(words)</\(prefix)text>").utf8)
  }

  private static func endOfTag(_ bytes: [UInt8]) -> Int? {
    var quote: UInt8?
    for (offset, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return offset + 1
      }
    }
    return nil
  }

  /// What stands between tags, as it is written; not what scripts and styles say.
  private static func words(_ bytes: ArraySlice<UInt8>) -> String {
    var words: [UInt8] = []
    var rest = bytes
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      words += rest[..<open]
      words.append(0x20)
      let isHidden = ["<script", "<style", "<!--", "<![CDATA["].contains { rest[open...].starts(with: $0.utf8) }
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      rest = rest[(close + 1)...]
      if isHidden, let next = rest.firstIndex(of: UInt8(ascii: "<")) { rest = rest[next...] }
    }
    return String(decoding: words, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The value of a plain attribute: one with a quote or a tag in it is left out.
  private static func attribute(_ name: String, in tag: String) -> String? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
      let value = tag[start.upperBound...].prefix { String($0) != quote }
      return value.contains("\"") || value.contains("<") ? nil : String(value)
    }
    return nil
  }
}
