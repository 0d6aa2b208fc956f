package import SiteModel

/// Every address that the finished site answers, by number.
package struct SiteAddresses: Sendable {
  enum Resolution: Sendable {
    case known(Int32)
    case list([Int32])
    /// Another host, another scheme, or nothing that could be looked up.
    case elsewhere
    case unknown(String)
  }

  private var numbers: [UInt64: Int32] = [:]
  package private(set) var addresses: [String] = []
  /// The path that the site's addresses begin with: `/` or `/newsletter/`.
  private let base: [UInt8]
  private let origin: [UInt8]

  package init(base: BaseURL, paths: some Sequence<String>) {
    self.base = Array(base.path.utf8)
    origin = Array(base.origin.utf8)
    for path in paths { add(path) }
  }

  /// - Parameter path: of a file below the output folder.
  private mutating func add(_ path: String) {
    let isIndex = path == "index.html" || path.hasSuffix("/index.html")
    let address = "/" + (isIndex ? path.dropLast("index.html".utf8.count) : path[...])
    let number = Int32(addresses.count)
    addresses.append(address)
    numbers[Self.hash(address.utf8)] = number
    if isIndex {
      numbers[Self.hash(("/" + path).utf8)] = number
      if address.utf8.count > 1 { numbers[Self.hash(address.dropLast().utf8)] = number }
    }
  }

  package func number(of address: String) -> Int32? { numbers[Self.hash(address.utf8)] }

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// What an attribute's value leads to.
  ///
  /// - Parameter page: the address of the page that it stands on.
  func resolve(_ bytes: [UInt8], _ value: Range<Int>, from page: String) -> Resolution {
    var value = value
    while let first = value.first, bytes[first] <= 0x20 { value = value.dropFirst().startIndex..<value.upperBound }
    if bytes[value].starts(with: origin), value.count > origin.count,
      bytes[value.lowerBound + origin.count] == UInt8(ascii: "/")
    {
      value = value.lowerBound + origin.count..<value.upperBound
    }
    guard let first = value.first else { return .elsewhere }
    // A list of pictures with their widths.
    if bytes[value].contains(UInt8(ascii: ",")), bytes[value].contains(0x20) { return list(bytes, value, from: page) }
    var end = value.lowerBound
    while end < value.upperBound, bytes[end] != UInt8(ascii: "#"), bytes[end] != UInt8(ascii: "?") { end += 1 }
    let path = value.lowerBound..<end
    if path.isEmpty { return .elsewhere }
    guard bytes[first] == UInt8(ascii: "/") else {
      return isRelative(bytes, path) ? lookUp(joined(page, bytes, path)) : .elsewhere
    }
    if path.count > 1, bytes[first + 1] == UInt8(ascii: "/") { return .elsewhere }
    guard bytes[path].starts(with: base) else { return .unknown(String(decoding: bytes[path], as: UTF8.self)) }
    let inside = path.lowerBound + base.count - 1..<path.upperBound
    if let number = numbers[Self.hash(bytes[inside])] { return .known(number) }
    return lookUp(String(decoding: bytes[inside], as: UTF8.self))
  }

  private func lookUp(_ address: String) -> Resolution {
    if let number = numbers[Self.hash(address.utf8)] { return .known(number) }
    let decoded = Self.decoded(address)
    if let number = numbers[Self.hash(decoded.utf8)] { return .known(number) }
    return .unknown(address)
  }

  private func list(_ bytes: [UInt8], _ value: Range<Int>, from page: String) -> Resolution {
    var targets: [Int32] = []
    for part in bytes[value].split(separator: UInt8(ascii: ",")) {
      guard let word = part.split(separator: 0x20).first else { continue }
      if case .known(let target) = resolve(bytes, word.startIndex..<word.endIndex, from: page) {
        targets.append(target)
      }
    }
    return .list(targets)
  }

  /// Whether a path could be one of files: no scheme, no words of a sentence.
  private func isRelative(_ bytes: [UInt8], _ path: Range<Int>) -> Bool {
    bytes[path].contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
      && !bytes[path].contains { $0 == UInt8(ascii: ":") || $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == 0x3D }
  }

  private func joined(_ page: String, _ bytes: [UInt8], _ path: Range<Int>) -> String {
    var parts = page.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    if !page.hasSuffix("/"), !parts.isEmpty { parts.removeLast() }
    let text = String(decoding: bytes[path], as: UTF8.self)
    for part in text.split(separator: "/") {
      if part == ".." {
        if !parts.isEmpty { parts.removeLast() }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return "/" + parts.joined(separator: "/") + (text.hasSuffix("/") && !parts.isEmpty ? "/" : "")
  }

  /// Without `%…` and `&amp;`.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text.replacing("&amp;", with: "&")).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(code)
        rest.removeFirst(min(2, rest.count))
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
