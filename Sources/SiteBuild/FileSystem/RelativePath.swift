#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A path below some folder that cannot lead out of it: no leading slash, no empty, `.` or `..` part, no NUL.
///
/// File names are bytes, so this is bytes too: two names that differ in Unicode normalisation only are two files to
/// the system but equal as `String`, and a name need not be UTF-8 at all. Paths order by bytes, in every locale.
package struct RelativePath: Sendable, Hashable {
  /// The path's bytes and the NUL that the system wants to see behind them.
  private let terminated: [UInt8]

  /// `nil` where the bytes break one of the rules above.
  package init?(bytes: some Collection<UInt8>) {
    self.init(unchecked: bytes)
    guard Self.isPath(terminated.span.extracting(droppingLast: 1)) else { return nil }
  }

  package init?(_ text: String) {
    self.init(bytes: text.utf8)
  }

  /// Whether bytes keep the rules above.
  private static func isPath(_ bytes: Span<UInt8>) -> Bool {
    if ByteSearch.first(0, in: bytes, from: 0) != nil { return false }
    var start = 0
    while true {
      let end = ByteSearch.first(separator, in: bytes, from: start) ?? bytes.count
      switch end - start {
      case 0: return false
      case 1: if bytes[start] == dot { return false }
      case 2: if bytes[start] == dot, bytes[start + 1] == dot { return false }
      default: break
      }
      if end == bytes.count { return true }
      start = end + 1
    }
  }

  private init(terminated: [UInt8]) { self.terminated = terminated }

  private init(unchecked bytes: some Collection<UInt8>) {
    var terminated: [UInt8] = []
    terminated.reserveCapacity(bytes.count + 1)
    terminated.append(contentsOf: bytes)
    terminated.append(0)
    self.terminated = terminated
  }

  private static let separator = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  package var bytes: ArraySlice<UInt8> { terminated.dropLast() }

  /// The path of `name`, one part without a slash as a folder's listing gives it, below this one.
  package func appending(_ name: RelativePath) -> RelativePath {
    var whole: [UInt8] = []
    whole.reserveCapacity(terminated.count + name.terminated.count)
    whole += bytes
    whole.append(Self.separator)
    whole += name.terminated
    return RelativePath(terminated: whole)
  }

  /// The folder that holds this, or `nil` for what stands at the top.
  package var parent: RelativePath? {
    bytes.lastIndex(of: Self.separator).map { RelativePath(unchecked: bytes[..<$0]) }
  }

  /// Whether this is one part alone.
  var isAtTop: Bool { !terminated.contains(Self.separator) }

  /// Whether this and another path lie in the same folder.
  func isBeside(_ other: RelativePath) -> Bool {
    let end = bytes.lastIndex(of: Self.separator)
    return end == other.bytes.lastIndex(of: Self.separator) && bytes[..<(end ?? 0)] == other.bytes[..<(end ?? 0)]
  }

  /// The last part alone.
  package var name: RelativePath {
    bytes.lastIndex(of: Self.separator).map { RelativePath(unchecked: bytes[($0 + 1)...]) } ?? self
  }

  /// All folders on the way to this, the nearest first.
  package var ancestors: some Sequence<RelativePath> {
    sequence(state: self) { path in
      guard let parent = path.parent else { return nil }
      path = parent
      return parent
    }
  }

  /// The number of slashes: how many folders stand above.
  package var depth: Int { bytes.count { $0 == Self.separator } }

  package func hasSuffix(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    return unsafe bytes.suffix(count).elementsEqual(UnsafeBufferPointer(start: suffix.utf8Start, count: count))
  }

  /// Whether this leads through a folder.
  func isBelow(_ folder: RelativePath) -> Bool {
    let count = folder.terminated.count - 1
    return terminated.count > count + 1 && terminated[count] == Self.separator && bytes.starts(with: folder.bytes)
  }

  /// How many bytes lead to the last folder that is on the way to both this and another path; 0 where there is none.
  func sharedWay(with other: RelativePath) -> Int {
    let (left, right) = (terminated.span, other.terminated.span)
    var way = 0
    for offset in 0..<min(left.count, right.count) {
      guard left[offset] == right[offset] else { break }
      if left[offset] == Self.separator { way = offset }
    }
    return way
  }

  /// The folder to which that many bytes of this path lead.
  func ancestor(ofLength way: Int) -> RelativePath { RelativePath(unchecked: terminated[..<way]) }

  /// Hands out the path as the system's calls take it; the pointer must not leave `body`.
  ///
  /// - Parameter start: how many bytes are left out before it; fewer than the path has.
  func withCString<Result, Failure: Error>(
    from start: Int = 0, _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(start < terminated.count)
    return try unsafe terminated.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
      // `terminated` holds at least one part and the NUL, so there is a base address.
      let first = unsafe UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped) + start
      return try unsafe body(first.assumingMemoryBound(to: CChar.self))
    }
  }
}

extension RelativePath {
  package static func == (left: RelativePath, right: RelativePath) -> Bool {
    haveSameBytes(left.terminated, right.terminated)
  }

  package func hash(into hasher: inout Hasher) {
    unsafe terminated.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }
}

extension RelativePath: Comparable {
  package static func < (left: RelativePath, right: RelativePath) -> Bool {
    unsafe left.withCString { left in unsafe right.withCString { right in unsafe strcmp(left, right) < 0 } }
  }
}

extension RelativePath: CustomStringConvertible {
  /// For messages: bytes that are no UTF-8 show as `\u{FFFD}`.
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension RelativePath: ExpressibleByStringLiteral {
  /// For names fixed in the source; anything else goes through ``init(_:)``.
  package init(stringLiteral value: StaticString) {
    let text = "\(value)"
    precondition(RelativePath(text) != nil, "`\(text)` is no relative path")
    self.init(unchecked: Array(text.utf8))
  }
}

/// Whether two arrays are equal: what `==` says of them, at the speed of the memory.
func haveSameBytes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  let count = left.count
  guard count == right.count else { return false }
  return unsafe left.withUnsafeBytes { left in
    unsafe right.withUnsafeBytes { right in
      guard let left = left.baseAddress, let right = right.baseAddress else { return true }
      return unsafe memcmp(left, right, count) == 0
    }
  }
}
