/// Texts as YAML reads them back.
package enum YAMLText {
  /// Plain where that is safe, else in quotes.
  package static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// As an item of a list in brackets.
  package static func item(_ text: String) -> String {
    isPlain(text) && !text.contains { ",[]{}".contains($0) } ? text : quoted(text)
  }

  /// A list in brackets.
  package static func list(_ texts: some Sequence<String>) -> String {
    "[\(texts.map { item($0) }.joined(separator: ", "))]"
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, !first.isWhitespace, !last.isWhitespace else { return false }
    if "-?:,[]{}#&*!|>'\"%@`".contains(first) { return false }
    if text.contains(": ") || text.contains(" #") || last == ":" { return false }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x85 }) { return false }
    // What YAML takes for something else than a text.
    let words = ["true", "false", "null", "~", "yes", "no", "on", "off"]
    let isDate = text.wholeMatch(of: /\d{4}-\d\d?-\d\d?.*/) != nil
    let isNumber = text.wholeMatch(of: /[-+]?[\d._:]+([eE][-+]?\d+)?|0[xo][\da-fA-F_]+/) != nil
    return !words.contains(text.lowercased()) && Double(text) == nil && !isDate && !isNumber
  }

  /// In the quotes in which the fewest signs mean something else.
  package static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    if scalars.contains("\"") || scalars.contains("\\"), !scalars.contains("'"),
      !scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x85 })
    {
      return "'\(text)'"
    }
    var result = "\""
    for scalar in scalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x85:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
