#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Passing over tags that mean nothing here, which most tags are: closing ones, paragraphs, links for readers to follow.
///
/// Every page's every tag comes by here: sums that can't be too great are not checked, nor are offsets twice.
extension MarkupScanner {
  /// The next `<` that may begin a tag of interest: no closing tag, and none of one or two letters without attributes.
  static func nextTag(in bytes: Span<UInt8>, from start: Int) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      var offset = start
      while offset < buffer.count {
        guard let found = unsafe memchr(base + offset, Int32(UInt8(ascii: "<")), buffer.count &- offset) else {
          return nil
        }
        let open = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        guard open &+ 3 < buffer.count else { return open &+ 1 < buffer.count ? open : nil }
        let (first, second, third) = unsafe (base[open &+ 1], base[open &+ 2], base[open &+ 3])
        if first != UInt8(ascii: "/"), second != UInt8(ascii: ">"), third != UInt8(ascii: ">") { return open }
        offset = open &+ 1
      }
      return nil
    }
  }

  /// Where a tag ends, from its name on, that neither loads anything nor must be allowed; `nil` where one may, or is
  /// written in an unusual way.
  static func endOfQuietTag(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    if let end = endOfPlainLink(bytes, from: start) { return end }
    var offset = start
    let leads: Bool
    switch MarkupName(rawValue: name(bytes, &offset)) {
    case .a, .area: leads = true
    case .meta, nil: leads = false
    default: return nil
    }
    while offset < bytes.count {
      let byte = unsafe bytes[unchecked: offset]
      if byte == UInt8(ascii: ">") { return offset &+ 1 }
      if byte <= 0x20 || byte == UInt8(ascii: "/") {
        offset = endOfClass(bytes, from: offset) ?? offset &+ 1
        continue
      }
      if byte == UInt8(ascii: "=") || byte | 0x20 == UInt8(ascii: "o") { return nil }
      switch MarkupName(rawValue: name(bytes, &offset)) {
      case .rel, .type, .content, nil: break
      case .href where leads: break
      default: return nil
      }
      skipSpace(bytes, &offset)
      guard offset &+ 1 < bytes.count else { return nil }
      guard unsafe bytes[unchecked: offset] == UInt8(ascii: "=") else { continue }
      guard unsafe bytes[unchecked: offset &+ 1] == UInt8(ascii: "\""),
        let quote = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from: offset &+ 2)
      else { return nil }
      offset = quote &+ 1
    }
    return nil
  }

  /// The end of `a href="…">`, which is most of what has attributes: links are for readers to follow.
  @inline(__always)
  private static func endOfPlainLink(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard eight(bytes, at: start) == 0x6120_6872_6566_3D22,
      let quote = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from: start &+ 8), endsTag(bytes, at: quote &+ 1)
    else { return nil }
    return quote &+ 2
  }

  /// The end of ` class="…"`, the commonest attribute, which means nothing here.
  @inline(__always)
  private static func endOfClass(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard eight(bytes, at: start) == 0x2063_6C61_7373_3D22 else { return nil }
    return ByteSearch.first(UInt8(ascii: "\""), in: bytes, from: start &+ 8).map { $0 &+ 1 }
  }
}
