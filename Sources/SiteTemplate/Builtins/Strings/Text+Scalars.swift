extension Text {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.underestimatedCount)
    for scalar in scalars { bytes.append(scalar) }
    self.init(validated: bytes)
  }

  /// The code point that begins at a byte offset, and the offset behind it.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, end: Int) {
    let bytes = bytes
    let first = UInt32(bytes[offset])
    func trailing(_ distance: Int) -> UInt32 { UInt32(bytes[offset + distance]) & 0x3F }
    let value: UInt32
    let width: Int
    switch first {
    case 0..<0x80: (value, width) = (first, 1)
    case ..<0xE0: (value, width) = ((first & 0x1F) << 6 | trailing(1), 2)
    case ..<0xF0: (value, width) = ((first & 0x0F) << 12 | trailing(1) << 6 | trailing(2), 3)
    default: (value, width) = ((first & 0x07) << 18 | trailing(1) << 12 | trailing(2) << 6 | trailing(3), 4)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", offset + width)
  }

  /// The code point that ends at a byte offset, and the offset where it begins.
  func scalar(before offset: Int) -> (scalar: Unicode.Scalar, start: Int) {
    let bytes = bytes
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (scalar(at: start).scalar, start)
  }

  var scalars: [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(codePointCount)
    var offset = 0
    while offset < byteCount {
      let (scalar, end) = scalar(at: offset)
      scalars.append(scalar)
      offset = end
    }
    return scalars
  }

  /// Whether every code point is of a kind; false for the empty string.
  func isMade(of predicate: (Unicode.Scalar) -> Bool) -> Bool {
    var offset = 0
    while offset < byteCount {
      let (scalar, end) = scalar(at: offset)
      guard predicate(scalar) else { return false }
      offset = end
    }
    return offset > 0
  }

  /// The first code points.
  func prefix(_ count: Int) -> Text { slice(0..<byteOffset(ofCodePoint: max(0, count))) }
}
