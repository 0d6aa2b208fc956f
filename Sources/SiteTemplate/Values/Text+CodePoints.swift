extension Text {
  package var codePointCount: Int {
    if isASCII { return byteCount }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in 0..<bytes.count { count &+= unsafe bytes[index] & 0xC0 != 0x80 ? 1 : 0 }
      return count
    }
  }

  /// The byte offset where the code point of this number begins; the end of the text for numbers past the last one.
  package func byteOffset(ofCodePoint number: Int) -> Int {
    if isASCII { return min(max(0, number), byteCount) }
    let bytes = bytes
    var offset = 0
    var remaining = number
    while remaining > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
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
