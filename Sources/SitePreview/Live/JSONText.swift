/// A JSON text (RFC 8259) on one line, put together from its parts.
struct JSONText {
  let text: String

  static func string(_ value: String?) -> JSONText {
    guard let value else { return JSONText(text: "null") }
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return JSONText(text: text + "\"")
  }

  static func bool(_ value: Bool) -> JSONText { JSONText(text: value ? "true" : "false") }

  static func number(_ value: Int) -> JSONText { JSONText(text: String(value)) }

  static func array(_ values: [JSONText]) -> JSONText {
    JSONText(text: "[" + values.map(\.text).joined(separator: ",") + "]")
  }

  static func object(_ members: [(String, JSONText)]) -> JSONText {
    JSONText(text: "{" + members.map { string($0).text + ":" + $1.text }.joined(separator: ",") + "}")
  }
}
