/// How a float is written, without its sign.
enum FloatFormat {
  /// `3.14`: this many digits behind the point.
  case fixed(Int)
  /// `3.14e+00`: this many digits behind the point.
  case exponent(Int)
  /// The shorter of both, with this many digits in all and no zeros at the end.
  case general(Int)
  /// As `general`, but never without a digit behind the point: it shows that the number is a float.
  case generalWithPoint(Int)
  /// The fewest digits that read back as the same number, as printing gives it.
  case shortest

  /// - Parameter keepsPoint: whether there is a point, and zeros at the end of the general form, in any case.
  func characters(of number: Double, keepsPoint: Bool = false) -> [UInt8] {
    guard number.isFinite else { return Array((number.isNaN ? "nan" : "inf").utf8) }
    switch self {
    case .fixed(let places):
      var expansion = DecimalExpansion(number)
      expansion.round(toPlaces: places)
      return Self.fixed(expansion, places: places, keepsPoint: keepsPoint)
    case .exponent(let places):
      var expansion = DecimalExpansion(number)
      expansion.round(toSignificant: places + 1)
      return Self.exponent(expansion, places: places, keepsPoint: keepsPoint)
    case .general(let count):
      return Self.general(DecimalExpansion(number), count: max(1, count), keepsPoint: keepsPoint)
    case .generalWithPoint(let count):
      return Self.generalWithPoint(DecimalExpansion(number), count: max(1, count))
    case .shortest: return Self.shortest(number)
    }
  }

  private static func fixed(_ expansion: DecimalExpansion, places: Int, keepsPoint: Bool) -> [UInt8] {
    var result: [UInt8] = []
    for power in stride(from: max(0, expansion.exponent), through: -places, by: -1) {
      result.append(expansion.character(ofPower: power))
      if power == 0, places > 0 || keepsPoint { result.append(UInt8(ascii: ".")) }
    }
    return result
  }

  private static func exponent(_ expansion: DecimalExpansion, places: Int, keepsPoint: Bool) -> [UInt8] {
    var result: [UInt8] = []
    for power in stride(from: expansion.exponent, through: expansion.exponent - places, by: -1) {
      result.append(expansion.character(ofPower: power))
      if power == expansion.exponent, places > 0 || keepsPoint { result.append(UInt8(ascii: ".")) }
    }
    appendExponent(expansion.exponent, to: &result)
    return result
  }

  private static func general(_ expansion: DecimalExpansion, count: Int, keepsPoint: Bool) -> [UInt8] {
    var expansion = expansion
    expansion.round(toSignificant: count)
    let exponent = expansion.exponent
    let significant =
      keepsPoint ? count : max(1, (expansion.digits.lastIndex { $0 != 0 } ?? 0) + 1)
    if exponent < -4 || exponent >= count {
      return Self.exponent(expansion, places: significant - 1, keepsPoint: keepsPoint)
    }
    return fixed(expansion, places: max(0, significant - 1 - exponent), keepsPoint: keepsPoint)
  }

  private static func generalWithPoint(_ expansion: DecimalExpansion, count: Int) -> [UInt8] {
    var rounded = expansion
    rounded.round(toSignificant: count)
    let significant = max(1, (rounded.digits.lastIndex { $0 != 0 } ?? 0) + 1)
    if rounded.exponent < -4 || rounded.exponent >= count - 1 {
      return exponent(rounded, places: significant - 1, keepsPoint: false)
    }
    return fixed(rounded, places: max(1, significant - 1 - rounded.exponent), keepsPoint: true)
  }

  /// Python's layout of the digits that Swift's shortest description has.
  private static func shortest(_ number: Double) -> [UInt8] {
    var digits: [UInt8] = []
    var pointPosition: Int?
    var exponent = 0
    let description = number.magnitude.description.utf8
    for (offset, byte) in description.enumerated() {
      if byte == UInt8(ascii: ".") {
        pointPosition = digits.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(Substring(description.dropFirst(offset + 1)))) ?? 0
        break
      } else {
        digits.append(byte)
      }
    }
    var position = (pointPosition ?? digits.count) + exponent
    let zeros = digits.prefix { $0 == .zero }.count
    digits.removeFirst(zeros)
    position -= zeros
    while digits.last == .zero { digits.removeLast() }
    guard !digits.isEmpty else { return Array("0.0".utf8) }
    return layout(digits, point: position)
  }

  /// - Parameter point: where the point stands among the digits: 1 for 1.5, -1 for 0.015.
  private static func layout(_ digits: [UInt8], point: Int) -> [UInt8] {
    var result: [UInt8] = []
    if point <= -4 || point > 16 {
      result.append(digits[0])
      if digits.count > 1 { result.append(UInt8(ascii: ".")) }
      result.append(contentsOf: digits.dropFirst())
      appendExponent(point - 1, to: &result)
    } else if point <= 0 {
      result.append("0.")
      result.append(.zero, times: -point)
      result.append(contentsOf: digits)
    } else {
      result.append(contentsOf: digits.prefix(point))
      result.append(.zero, times: point - digits.count)
      result.append(UInt8(ascii: "."))
      result.append(contentsOf: point < digits.count ? digits[point...] : [.zero])
    }
    return result
  }

  /// `e+05`: at least two digits.
  private static func appendExponent(_ exponent: Int, to result: inout [UInt8]) {
    result.append(exponent < 0 ? "e-" : "e+")
    if exponent.magnitude < 10 { result.append(.zero) }
    result.append(String(exponent.magnitude))
  }
}

extension Double {
  /// As printing gives it: `1.0`, `1e+20`, `-0.0`, `nan`.
  var printed: Text {
    var bytes: [UInt8] = sign == .minus && !isNaN ? [UInt8(ascii: "-")] : []
    bytes.append(contentsOf: FloatFormat.shortest.characters(of: self))
    return Text(validated: bytes)
  }

  /// Rounded to a number of decimal places, halves of the exact value to the even neighbour; infinite where the result
  /// is too large.
  func rounded(toPlaces places: Int) -> Double {
    guard isFinite, places < 324 else { return self }
    guard places > -309 else { return 0 * self }
    if places == 0 { return rounded(.toNearestOrEven) }
    var expansion = DecimalExpansion(self)
    expansion.round(toPlaces: places)
    var literal = expansion.digits.isEmpty ? "0" : ""
    for digit in expansion.digits { literal.unicodeScalars.append(Unicode.Scalar(.zero + digit)) }
    let magnitude = Double(literal + "e\(-expansion.scale)") ?? .infinity
    return Double(signOf: self, magnitudeOf: magnitude)
  }
}
