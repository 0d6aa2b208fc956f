internal import SiteMarkdown
package import SiteModel

/// Every address that the finished site answers, by number.
package struct SiteAddresses: Sendable {
  enum Resolution: Sendable {
    case known(Int32)
    /// Several pictures: where they lead, and those of them at which there is nothing.
    case list([Int32], unknown: [String])
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

  /// What an attribute's value leads to, decoded as browsers decode it: references first (HTML, 13.2.5), then, in the
  /// path alone, `%…` (RFC 3986, 2.4).
  ///
  /// - Parameter page: the address of the page that it stands on.
  func resolve(_ bytes: Span<UInt8>, _ value: Range<Int>, from page: String) -> Resolution {
    guard bytes.first(UInt8(ascii: "&"), from: value.lowerBound, to: value.upperBound) != nil else {
      return resolve(decoded: bytes, value, from: page)
    }
    let decoded = Array(CharacterReferences.decode(bytes.text(value)).utf8)
    return resolve(decoded: decoded.span, 0..<decoded.count, from: page)
  }

  private func resolve(decoded bytes: Span<UInt8>, _ value: Range<Int>, from page: String) -> Resolution {
    var start = value.lowerBound
    var end = value.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
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
    return resolve(one: bytes, start..<end, from: page)
  }

  private func resolve(one bytes: Span<UInt8>, _ address: Range<Int>, from page: String) -> Resolution {
    let (start, end) = (address.lowerBound, address.upperBound)
    let query = bytes.first(UInt8(ascii: "?"), from: start, to: end) ?? end
    let path = start..<(bytes.first(UInt8(ascii: "#"), from: start, to: query) ?? query)
    if path.isEmpty { return .elsewhere }
    guard bytes[start] == UInt8(ascii: "/") else {
      return isRelative(bytes, path) ? lookUp(joined(page, bytes.text(path))) : .elsewhere
    }
    if path.count > 1, bytes[start + 1] == UInt8(ascii: "/") { return .elsewhere }
    guard begins(bytes, path, with: base) else { return .unknown(bytes.text(path)) }
    let inside = path.lowerBound + base.count - 1..<path.upperBound
    if bytes.first(UInt8(ascii: "%"), from: inside.lowerBound, to: inside.upperBound) == nil,
      let number = numbers[ByteHash.of(bytes, inside)]
    {
      return .known(number)
    }
    return lookUp(bytes.text(inside))
  }

  private func lookUp(_ address: String) -> Resolution {
    let decoded = AddressText.percentDecoded(address)
    // Web servers refuse what they can't decode.
    if let number = numbers[ByteHash.of(decoded)], !AddressText.hasStrayPercent(address) { return .known(number) }
    return .unknown(AddressText.hasStrayPercent(address) ? address : decoded)
  }

  private func begins(_ bytes: Span<UInt8>, _ range: Range<Int>, with text: [UInt8]) -> Bool {
    guard range.count >= text.count else { return false }
    for (index, byte) in text.enumerated() where bytes[range.lowerBound + index] != byte { return false }
    return true
  }

  private func list(_ bytes: Span<UInt8>, _ value: Range<Int>, from page: String) -> Resolution {
    var (targets, unknown): ([Int32], [String]) = ([], [])
    for candidate in SourceSet.candidates(in: bytes, value) {
      // A sentence has commas and blanks, too.
      guard SourceSet.isDescriptor(bytes, candidate.descriptor) else { return .elsewhere }
      switch resolve(one: bytes, candidate.address, from: page) {
      case .known(let target): targets.append(target)
      case .unknown(let address): unknown.append(address)
      case .list, .elsewhere: break
      }
    }
    return .list(targets, unknown: unknown)
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
    let slash = UInt8(ascii: "/")
    var parts = page.utf8.split(separator: slash).map(Substring.init)
    if page.utf8.last != slash, !parts.isEmpty { parts.removeLast() }
    for part in text.utf8.split(separator: slash).map(Substring.init) {
      if part == ".." {
        if !parts.isEmpty { parts.removeLast() }
      } else if part != "." {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/") + (text.utf8.last == slash && !parts.isEmpty ? "/" : "")
  }
}
