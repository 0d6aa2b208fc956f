/// The exact decimal value of a finite number, without its sign: digits, and how many of them stand behind the point.
///
/// Every binary fraction has one (`0.1` has 55 places), so rounding it is rounding the true value, as Python does.
struct DecimalExpansion {
  /// From the most significant to the least, 0 to 9, without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many digits stand behind the point; negative where zeros are left out before it.
  private(set) var scale: Int

  init(_ magnitude: UInt) {
    digits = Self.digits(of: magnitude)
    scale = 0
  }

  /// - Precondition: `number` is finite.
  init(_ number: Double) {
    guard number != 0 else {
      (digits, scale) = ([], 0)
      return
    }
    let exponent = Int(number.exponent)
    let width = number.significandWidth
    let shift = exponent - width
    var limbs = Limbs(UInt64((number.magnitude.significand * Double(sign: .plus, exponent: width, significand: 1))))
    if shift >= 0 {
      limbs.multiply(byPowerOf: 2, shift)
      scale = 0
    } else {
      limbs.multiply(byPowerOf: 5, -shift)
      scale = -shift
    }
    digits = limbs.digits
  }

  /// The power of ten of the first digit: 2 for 123.4, -3 for 0.005; 0 for zero.
  var exponent: Int { digits.isEmpty ? 0 : digits.count - scale - 1 }

  /// The digit that counts a power of ten, as a character.
  func character(ofPower power: Int) -> UInt8 {
    let index = exponent - power
    return .zero + (digits.indices.contains(index) ? digits[index] : 0)
  }

  /// With at most this many digits behind the point, halves to the even neighbour; a negative number rounds to tens,
  /// hundreds and so on.
  mutating func round(toPlaces places: Int) {
    guard scale > places else { return }
    let dropped = scale - places
    scale = places
    guard dropped <= digits.count else {
      digits = []
      return
    }
    let kept = digits.count - dropped
    let roundsUp: Bool
    if digits[kept] != 5 {
      roundsUp = digits[kept] > 5
    } else if digits[(kept + 1)...].contains(where: { $0 != 0 }) {
      roundsUp = true
    } else {
      roundsUp = kept > 0 && digits[kept - 1] % 2 == 1
    }
    digits.removeLast(dropped)
    if roundsUp { increment() }
  }

  /// With at most this many digits from the first on.
  mutating func round(toSignificant count: Int) {
    guard !digits.isEmpty else { return }
    round(toPlaces: count - 1 - exponent)
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
  }

  private static func digits(of number: UInt) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = number
    while rest > 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    return digits.reversed()
  }
}

/// A large whole number in groups of nine decimal digits, the least significant first.
private struct Limbs {
  private var groups: [UInt64]

  private static let base: UInt64 = 1_000_000_000

  init(_ number: UInt64) {
    groups = []
    var rest = number
    while rest > 0 {
      groups.append(rest % Self.base)
      rest /= Self.base
    }
  }

  /// Multiplies by `factor` as often as `power` says; `factor` is 2 or 5.
  mutating func multiply(byPowerOf factor: UInt64, _ power: Int) {
    var rest = power
    while rest > 0 {
      let step = min(rest, 13)
      var product: UInt64 = 1
      for _ in 0..<step { product *= factor }
      multiply(by: product)
      rest -= step
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in groups.indices {
      let product = groups[index] * factor + carry
      groups[index] = product % Self.base
      carry = product / Self.base
    }
    while carry > 0 {
      groups.append(carry % Self.base)
      carry /= Self.base
    }
  }

  var digits: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(groups.count * 9)
    for group in groups {
      var rest = group
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.last == 0 { digits.removeLast() }
    digits.reverse()
    return digits
  }
}
