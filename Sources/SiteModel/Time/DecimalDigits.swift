extension [UInt8] {
  /// Appends the decimal digits of a number, at least `width` of them. A negative one, as years before our era, counts
  /// as zero.
  package mutating func append(decimal number: Int, width: Int = 1) {
    let number = Swift.max(0, number)
    if width == 2, number < 100 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
      return
    }
    var scale = 1
    for _ in 1..<Swift.max(1, width) { scale *= 10 }
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }
}
