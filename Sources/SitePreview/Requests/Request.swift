/// A request's head, free of the HTTP library.
struct Request {
  let method: String
  let target: String
  /// Names and values as they came.
  let headers: [(name: String, value: String)]

  /// Without the white space around them, which is no part of a value (RFC 9110, 5.5).
  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map { String(Self.trimmed($0.value[...])) }
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  func value(_ name: String) -> String? { values(name).first }
}
