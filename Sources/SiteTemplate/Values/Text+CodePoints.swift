extension Text {
  package var codePointCount: Int {
    if isASCII { return byteCount }
    let bytes = bytes
    var count = 0
    var offset = 0
    while offset + 8 <= bytes.count {
      count &+= bytes.codePointStarts(inEightFrom: offset)
      offset &+= 8
    }
    while offset < bytes.count {
      count &+= bytes[offset] & 0xC0 != 0x80 ? 1 : 0
      offset &+= 1
    }
    return count
  }

  /// The byte offset where the code point of this number begins; the end of the text for numbers past the last one.
  package func byteOffset(ofCodePoint number: Int) -> Int {
    if isASCII { return min(max(0, number), byteCount) }
    let bytes = bytes
    var offset = 0
    // How many code points begin before the wanted one.
    var remaining = max(0, number)
    while offset + 8 <= bytes.count {
      let starts = bytes.codePointStarts(inEightFrom: offset)
      guard starts <= remaining else { break }
      remaining -= starts
      offset += 8
    }
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        guard remaining > 0 else { break }
        remaining -= 1
      }
      offset += 1
    }
    return offset
  }

  /// The code points, each as a text of its own.
  package var codePoints: [Text] {
    let bytes = bytes
    var points: [Text] = []
    points.reserveCapacity(isASCII ? byteCount : byteCount / 2)
    var start = 0
    while start < bytes.count {
      var end = start + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      points.append(slice(start..<end))
      start = end
    }
    return points
  }
}

extension Span<UInt8> {
  /// How many code points begin in the eight bytes from an offset on, which must lie within: all bytes but `10xxxxxx`.
  @inline(__always)
  fileprivate func codePointStarts(inEightFrom offset: Int) -> Int {
    let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    return 8 - (word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
  }
}
