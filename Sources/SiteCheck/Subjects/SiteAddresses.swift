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
    numbers[ByteHash.of(address)] = number
    if isIndex {
      numbers[ByteHash.of("/" + path)] = number
      if address.utf8.count > 1 { numbers[ByteHash.of(address.dropLast())] = number }
    }
  }

  package func number(of address: String) -> Int32? { numbers[ByteHash.of(address)] }

  /// What an attribute's value leads to.
  ///
  /// - Parameter page: the address of the page that it stands on.
  func resolve(_ bytes: Span<UInt8>, _ value: Range<Int>, from page: String) -> Resolution {
    var start = value.lowerBound
    let end = value.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    if begins(bytes, start..<end, with: origin), start + origin.count < end,
      bytes[start + origin.count] == UInt8(ascii: "/")
    {
      start += origin.count
    }
    guard start < end else { return .elsewhere }
    // A list of pictures with their widths.
    if bytes.first(UInt8(ascii: ","), from: start, to: end) != nil, bytes.first(0x20, from: start, to: end) != nil {
      return list(bytes, start..<end, from: page)
    }
    let query = bytes.first(UInt8(ascii: "?"), from: start, to: end) ?? end
    let path = start..<(bytes.first(UInt8(ascii: "#"), from: start, to: query) ?? query)
    if path.isEmpty { return .elsewhere }
    guard bytes[start] == UInt8(ascii: "/") else {
      return isRelative(bytes, path) ? lookUp(joined(page, bytes.text(path))) : .elsewhere
    }
    if path.count > 1, bytes[start + 1] == UInt8(ascii: "/") { return .elsewhere }
    guard begins(bytes, path, with: base) else { return .unknown(bytes.text(path)) }
    let inside = path.lowerBound + base.count - 1..<path.upperBound
    if let number = numbers[ByteHash.of(bytes, inside)] { return .known(number) }
    return lookUp(bytes.text(inside))
  }

  private func lookUp(_ address: String) -> Resolution {
    if let number = numbers[ByteHash.of(address)] { return .known(number) }
    let decoded = Self.decoded(address)
    if let number = numbers[ByteHash.of(decoded)] { return .known(number) }
    return .unknown(address)
  }

  private func begins(_ bytes: Span<UInt8>, _ range: Range<Int>, with text: [UInt8]) -> Bool {
    guard range.count >= text.count else { return false }
    for (index, byte) in text.enumerated() where bytes[range.lowerBound + index] != byte { return false }
    return true
  }

  private func list(_ bytes: Span<UInt8>, _ value: Range<Int>, from page: String) -> Resolution {
    var targets: [Int32] = []
    var start = value.lowerBound
    while start < value.upperBound {
      let end = bytes.first(UInt8(ascii: ","), from: start, to: value.upperBound) ?? value.upperBound
      while start < end, bytes[start] == 0x20 { start += 1 }
      let word = start..<(bytes.first(0x20, from: start, to: end) ?? end)
      if !word.isEmpty, case .known(let target) = resolve(bytes, word, from: page) { targets.append(target) }
      start = end + 1
    }
    return .list(targets)
  }

  /// Whether a path could be one of files: no scheme, no words of a sentence.
  private func isRelative(_ bytes: Span<UInt8>, _ path: Range<Int>) -> Bool {
    var isPath = false
    for offset in path {
      switch bytes[offset] {
      case UInt8(ascii: "/"), UInt8(ascii: "."): isPath = true
      case UInt8(ascii: ":"), 0...0x20, UInt8(ascii: ","), UInt8(ascii: "="): return false
      default: break
      }
    }
    return isPath
  }

  private func joined(_ page: String, _ text: String) -> String {
    var parts = page.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    if !page.hasSuffix("/"), !parts.isEmpty { parts.removeLast() }
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
