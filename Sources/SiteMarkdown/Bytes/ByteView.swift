#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Bytes that someone else owns: the source, or a string inside libcmark's tree.
///
/// It is a pointer and a count whose every access is checked against the count. It must not outlive the owner: views
/// live on the stack of one conversion, during which the source and the tree are alive.
@safe struct ByteView {
  let base: UnsafePointer<UInt8>?
  let count: Int

  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe base = buffer.baseAddress
    count = buffer.count
  }

  init(base: UnsafePointer<UInt8>?, count: Int) {
    unsafe self.base = unsafe base
    self.count = count
  }

  /// A string that ends in NUL.
  init(cString: UnsafePointer<CChar>?) {
    guard let cString = unsafe cString else {
      unsafe self.init(base: nil, count: 0)
      return
    }
    unsafe self.init(
      base: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: strlen(cString))
  }

  static var empty: ByteView { unsafe ByteView(base: nil, count: 0) }

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: count))
    return unsafe base.unsafelyUnwrapped[offset]
  }

  /// The byte at an offset, or 0 outside of the view.
  @inline(__always)
  func at(_ offset: Int) -> UInt8 {
    UInt(bitPattern: offset) < UInt(bitPattern: count) ? unsafe base.unsafelyUnwrapped[offset] : 0
  }

  /// A part of the view; bounds are clamped to it.
  subscript(range: Range<Int>) -> ByteView {
    let start = min(max(0, range.lowerBound), count)
    let end = min(max(start, range.upperBound), count)
    guard let base = unsafe base else { return self }
    return unsafe ByteView(base: base + start, count: end - start)
  }

  func dropFirst(_ length: Int) -> ByteView { self[length..<max(length, count)] }

  var buffer: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

  var array: [UInt8] { unsafe Array(buffer) }

  /// The text, with U+FFFD for what is not UTF-8.
  var string: String { unsafe String(decoding: buffer, as: UTF8.self) }

  func hasPrefix(_ prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    guard let base = unsafe base else { return prefix.utf8CodeUnitCount == 0 }
    return unsafe memcmp(base, prefix.utf8Start, prefix.utf8CodeUnitCount) == 0
  }

  /// The first place of a byte at or after an offset; searched by the C library, many bytes at a time.
  func firstIndex(of byte: UInt8, from offset: Int = 0) -> Int? {
    guard offset < count, let base = unsafe base else { return nil }
    guard let found = unsafe memchr(base + offset, Int32(byte), count - offset) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where the next byte that isn't ASCII stands, or the end.
  @inline(__always)
  func endOfASCII(from offset: Int) -> Int {
    guard let base = unsafe base else { return count }
    var position = offset
    while position + 16 <= count {
      let first = unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      let second = unsafe UnsafeRawPointer(base + position + 8).loadUnaligned(as: UInt64.self)
      if (first | second) & 0x8080_8080_8080_8080 != 0 { break }
      position += 16
    }
    while position + 8 <= count {
      let word = unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080
      if word != 0 { return position + UInt64(littleEndian: word).trailingZeroBitCount / 8 }
      position += 8
    }
    while unsafe position < count && base[position] < 0x80 { position += 1 }
    return position
  }

  /// The first place of a text at or after an offset. Meant for texts whose first byte is rare.
  func firstRange(of text: StaticString, from offset: Int = 0) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard length > 0 else { return nil }
    var start = offset
    while let found = firstIndex(of: unsafe text.utf8Start.pointee, from: start) {
      if self[found..<count].hasPrefix(text) { return found..<found + length }
      start = found + 1
    }
    return nil
  }

  /// The first place of a text.
  func firstIndex(of text: ByteView) -> Int? {
    guard !text.isEmpty else { return nil }
    var start = 0
    while let found = firstIndex(of: text[0], from: start) {
      if self[found..<found + text.count] == text { return found }
      start = found + 1
    }
    return nil
  }

  func contains(_ text: StaticString) -> Bool { firstRange(of: text) != nil }

  static func == (left: ByteView, right: ByteView) -> Bool {
    guard left.count == right.count else { return false }
    guard left.count > 0, let a = unsafe left.base, let b = unsafe right.base else { return true }
    return unsafe memcmp(a, b, left.count) == 0
  }
}
