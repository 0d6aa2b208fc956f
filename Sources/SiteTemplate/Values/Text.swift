#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A string of the template language: a slice of immutable UTF-8 bytes that it shares with the string it was cut from.
///
/// Invariant: the bytes are valid UTF-8. What a scan of the bytes once found (only ASCII? anything to escape?) travels
/// along, so that printing most strings is one copy of bytes. Lengths, indices and slices of the language count code
/// points; offsets here count bytes.
package struct Text: Sendable {
  private let storage: [UInt8]
  private let start: UInt32
  /// The number of bytes, shifted past the two flags.
  private let packedCount: UInt32

  /// Strings end here: one gibibyte, far above every budget for output.
  static let maximumByteCount = Int(UInt32.max >> 2)

  private static let asciiFlag: UInt32 = 1
  private static let markupFlag: UInt32 = 2

  /// The string of these bytes; what is not valid UTF-8 in them is replaced by U+FFFD. Bytes past the limit of a
  /// string's size are dropped.
  package init(_ bytes: [UInt8]) {
    var properties = Properties(of: bytes.span)
    if !properties.isASCII, bytes.firstInvalidUTF8 != nil {
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      properties = Properties(of: repaired.span)
      self.init(storage: repaired, properties: properties)
      return
    }
    self.init(storage: bytes, properties: properties)
  }

  /// The string of a document's bytes, which are known to be valid UTF-8, without looking at them once more.
  init(validMarkup bytes: [UInt8]) {
    self.init(storage: bytes, properties: Properties(isASCII: false, hasMarkup: true))
  }

  package init(_ string: String) {
    let bytes = Array(string.utf8)
    self.init(storage: bytes, properties: Properties(of: bytes.span))
  }

  package init(_ substring: Substring) {
    self.init(String(substring))
  }

  /// The string of bytes that are known to be valid UTF-8.
  init(validated bytes: [UInt8]) {
    self.init(storage: bytes, properties: Properties(of: bytes.span))
  }

  /// The string of bytes that come from two others, of which no more than what is known of those need be known.
  init(validated bytes: [UInt8], from first: Text, and second: Text) {
    self.init(
      storage: bytes,
      properties: Properties(
        isASCII: first.isASCII && second.isASCII, hasMarkup: first.mayContainMarkup || second.mayContainMarkup))
  }

  /// A part of bytes that are known to be valid UTF-8, which the string shares.
  init(sharing bytes: [UInt8], _ range: Range<Int>) {
    let properties = Properties(of: bytes.span.extracting(range))
    storage = bytes
    start = UInt32(clamping: range.lowerBound)
    packedCount = Self.pack(range.count, properties)
  }

  private init(storage: [UInt8], properties: Properties) {
    self.storage = storage
    start = 0
    packedCount = Self.pack(storage.count, properties)
  }

  private static func pack(_ count: Int, _ properties: Properties) -> UInt32 {
    UInt32(min(count, maximumByteCount)) << 2 | (properties.isASCII ? asciiFlag : 0)
      | (properties.hasMarkup ? markupFlag : 0)
  }

  private init(sharing other: Text, start: Int, count: Int) {
    storage = other.storage
    self.start = other.start + UInt32(truncatingIfNeeded: start)
    packedCount = UInt32(truncatingIfNeeded: count) << 2 | other.packedCount & 3
  }

  package static let empty = Text(validated: [])

  @inline(__always)
  package var byteCount: Int { Int(packedCount >> 2) }

  package var isEmpty: Bool { packedCount >> 2 == 0 }

  /// Whether every byte is ASCII, so that code points and bytes count the same. May be false for an ASCII slice of a
  /// longer string.
  package var isASCII: Bool { packedCount & Self.asciiFlag != 0 }

  /// Whether one of `& < > " '` may occur: false means that there is nothing to escape.
  var mayContainMarkup: Bool { packedCount & Self.markupFlag != 0 }

  /// The bytes, without a copy.
  package var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    @inline(__always)
    get {
      storage.span.extracting(Int(start)..<Int(start) + byteCount)
    }
  }

  /// The bytes where they lie: valid as long as something holds the string.
  @inline(__always)
  @unsafe package var unheld: UnheldText {
    let storage = unsafe storage.withUnsafeBufferPointer { unsafe $0.baseAddress.unsafelyUnwrapped }
    return unsafe UnheldText(
      start: storage + Int(start), count: byteCount, mayNeedEscaping: packedCount & Self.markupFlag != 0)
  }

  /// The bytes as an array of their own.
  package var byteArray: [UInt8] {
    start == 0 && byteCount == storage.count ? storage : Array(storage[Int(start)..<Int(start) + byteCount])
  }

  package var string: String {
    String(decoding: storage[Int(start)..<Int(start) + byteCount], as: UTF8.self)
  }

  package func hasBytes(_ other: borrowing Span<UInt8>) -> Bool {
    guard byteCount == other.count else { return false }
    return unsafe bytes.withUnsafeBytes { a in
      unsafe other.withUnsafeBytes { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }
        return unsafe memcmp(first, second, a.count) == 0
      }
    }
  }

  /// The part between two byte offsets, which must lie on the borders of code points; shares the bytes.
  package func slice(_ range: Range<Int>) -> Text {
    precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "slice outside of the text")
    return Text(sharing: self, start: range.lowerBound, count: range.count)
  }
}

extension Text {
  /// What one pass over the bytes of a new string finds out.
  private struct Properties {
    var isASCII: Bool
    var hasMarkup: Bool

    init(isASCII: Bool, hasMarkup: Bool) {
      self.isASCII = isASCII
      self.hasMarkup = hasMarkup
    }

    init(of bytes: Span<UInt8>) {
      if bytes.count < 8 {
        self.init(ofFew: bytes)
      } else {
        self.init(ofMany: bytes)
      }
    }

    private init(ofFew bytes: Span<UInt8>) {
      isASCII = true
      hasMarkup = false
      for index in bytes.indices {
        isASCII = isASCII && bytes[index] < 0x80
        hasMarkup = hasMarkup || Entity(for: bytes[index]) != nil
      }
    }

    /// Eight bytes at a time; the last piece overlaps the one before it.
    private init(ofMany bytes: Span<UInt8>) {
      var union: UInt64 = 0
      var markup: UInt64 = 0
      let last = bytes.count - 8
      var offset = 0
      repeat {
        let piece = unsafe bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: min(offset, last), as: UInt64.self)
        union |= piece
        // `&` and `'` differ in one bit, as `<` and `>` do.
        markup |= Self.hasZero((piece | 0x0101_0101_0101_0101) ^ 0x2727_2727_2727_2727)
        markup |= Self.hasZero((piece & ~0x0202_0202_0202_0202) ^ 0x3C3C_3C3C_3C3C_3C3C)
        markup |= Self.hasZero(piece ^ 0x2222_2222_2222_2222)
        offset &+= 8
      } while offset < bytes.count
      isASCII = union & 0x8080_8080_8080_8080 == 0
      hasMarkup = markup != 0
    }

    /// Not 0 if one of the eight bytes is 0.
    @inline(__always)
    private static func hasZero(_ word: UInt64) -> UInt64 {
      (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
  }
}

extension Text: Hashable {
  package static func == (left: Text, right: Text) -> Bool { left.hasBytes(right.bytes) }

  package func hash(into hasher: inout Hasher) {
    unsafe bytes.withUnsafeBytes { bytes in unsafe hasher.combine(bytes: bytes) }
    // No string contains this byte, so that one's end can't pass for the beginning of what is combined next.
    hasher.combine(0xFF as UInt8)
  }
}

extension Text: Comparable {
  /// By code point, which for UTF-8 is by byte.
  package static func < (left: Text, right: Text) -> Bool {
    let a = left.bytes
    let b = right.bytes
    for index in 0..<min(a.count, b.count) where a[index] != b[index] { return a[index] < b[index] }
    return a.count < b.count
  }
}

extension Text: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
