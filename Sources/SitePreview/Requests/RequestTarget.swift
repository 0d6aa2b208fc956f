/// What a request asks for, once it is certain that it means one thing only.
///
/// A path is decoded once. What could be read in two ways by somebody further on (dot segments, encoded slashes,
/// backslashes, control characters) is refused rather than tidied up: no browser sends it by itself.
struct RequestTarget: Equatable {
  /// Decoded; begins with a slash.
  let path: String
  /// As it came.
  let encodedPath: String
  /// With its question mark, or empty.
  let query: String
  /// Of a target in absolute form: host and port.
  let authority: String?

  /// `nil` where the target is no address of a file.
  init?(_ text: String) {
    var rest = Substring(text)
    var authority: String?
    if !rest.hasPrefix("/") {
      let scheme = "http://"
      guard rest.prefix(scheme.count).lowercased() == scheme else { return nil }
      rest = rest.dropFirst(scheme.count)
      authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
      rest = rest.dropFirst(authority?.count ?? 0)
      if rest.isEmpty { rest = "/" }
    }
    let encoded = rest.prefix { $0 != "?" && $0 != "#" }
    guard let path = Self.decode(encoded) else { return nil }
    self.path = path
    self.authority = authority
    encodedPath = String(encoded)
    query = String(rest.dropFirst(encoded.count).prefix { $0 != "#" })
  }

  private static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var source = text.utf8.makeIterator()
    while let byte = source.next() {
      guard byte == UInt8(ascii: "%") else {
        guard byte != UInt8(ascii: "\\"), byte > 0x20, byte != 0x7F else { return nil }
        bytes.append(byte)
        continue
      }
      guard let high = source.next().flatMap(hexadecimal), let low = source.next().flatMap(hexadecimal) else {
        return nil
      }
      let decoded = high << 4 | low
      guard decoded >= 0x20, decoded != 0x7F, decoded != UInt8(ascii: "/"), decoded != UInt8(ascii: "\\") else {
        return nil
      }
      bytes.append(decoded)
    }
    guard bytes.first == UInt8(ascii: "/"), let path = String(validating: bytes, as: UTF8.self) else { return nil }
    let parts = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.isEmpty, index < parts.count - 1 { return nil }
      if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return nil }
    }
    return path
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
