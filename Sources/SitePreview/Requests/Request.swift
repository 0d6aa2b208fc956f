/// A request's head, free of the HTTP library.
struct Request {
  let method: String
  let target: String
  /// Names and values as they came.
  let headers: [(name: String, value: String)]

  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  func value(_ name: String) -> String? { values(name).first }
}
