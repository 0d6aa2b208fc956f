#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Takes secrets out of what programs say, before it reaches a terminal or a log.
struct Redactor: Sendable {
  private let secrets: [String]

  /// - Parameter environment: variables with their values; those whose names speak of secrets are hidden.
  init(environment: [String: String]) {
    let words = ["TOKEN", "SECRET", "PASS", "KEY", "CREDENTIAL", "AUTH"]
    secrets = environment.filter { name, value in
      value.utf8.count >= 6 && words.contains { name.uppercased().contains($0) } && !Self.isFile(value)
    }.map(\.value).sorted { $0.count > $1.count }
  }

  /// For the environment that sitegen was started with.
  static let current = Redactor(environment: currentEnvironment())

  /// The path of a key or a socket is none, but a secret may begin with a slash.
  private static func isFile(_ value: String) -> Bool {
    guard value.hasPrefix("/") else { return false }
    return unsafe access(value, F_OK) == 0
  }

  /// The text without secrets, and without what addresses may hold of them: a name and password (`https://name:word@host`)
  /// and a query (`?sig=…`).
  func redact(_ text: String) -> String {
    var text = text
    for secret in secrets { text = replace(secret, in: text) }
    return redactAddresses(in: text)
  }

  private func replace(_ secret: String, in text: String) -> String {
    let needle = Array(secret.utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == needle[0], bytes[index...].starts(with: needle) {
        result += Array("***".utf8)
        index += needle.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func redactAddresses(in text: String) -> String {
    text.replacing(#/:\/\/[^\s\/@'"]+@/#, with: "://***@")
      .replacing(#/(:\/\/[^\s?'"]*\?)[^\s'"]+/#) { "\($0.output.1)***" }
  }

  private static func currentEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = unsafe environ
    while let pointer = unsafe next.pointee {
      let text = unsafe String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      unsafe next += 1
    }
    return variables
  }
}
