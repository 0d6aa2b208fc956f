/// A text of at most 31 bytes, held without memory of its own: copies of it are nothing to keep count of, which is what
/// threads that share a text wait for.
struct ShortText: Hashable, Sendable {
  /// The bytes, zeros behind them, and their number at the end.
  private var bytes = SIMD32<UInt8>()

  static let capacity = 31

  /// `nil` for texts that are longer.
  init?(_ text: borrowing Span<UInt8>) {
    guard text.count <= Self.capacity else { return nil }
    bytes[Self.capacity] = UInt8(text.count)
    unsafe withUnsafeMutableBytes(of: &bytes) { target in
      unsafe text.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
    }
  }

  static func == (left: ShortText, right: ShortText) -> Bool { left.words == right.words }

  func hash(into hasher: inout Hasher) {
    let words = words
    hasher.combine(words[0] ^ words[2])
    hasher.combine(words[1] ^ words[3])
  }

  private var words: SIMD4<UInt64> { unsafe unsafeBitCast(bytes, to: SIMD4<UInt64>.self) }
}
