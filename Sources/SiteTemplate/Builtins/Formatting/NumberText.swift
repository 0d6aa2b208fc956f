/// A number in characters, in the parts that padding and grouping fall between.
struct NumberText {
  enum Sign: Equatable {
    /// Before negative numbers alone.
    case minus
    case plus
    /// A space where there is no minus.
    case space
  }

  var isNegative: Bool
  /// `0x` and the like.
  var prefix: [UInt8] = []
  /// Digits and, for floats, point and exponent; or `inf`, `nan`.
  var digits: [UInt8]

  init(_ number: Int, radix: Int = 10, uppercase: Bool = false, prefix: StaticString = "") {
    isNegative = number < 0
    digits = Array(String(number.magnitude, radix: radix, uppercase: uppercase).utf8)
    self.prefix.append(prefix)
  }

  init(_ number: Double, _ format: FloatFormat, uppercase: Bool, keepsPoint: Bool = false) {
    isNegative = number.sign == .minus && !number.isNaN
    digits = format.characters(of: number, keepsPoint: keepsPoint)
    if uppercase { digits = digits.map { $0.isASCIILowercase ? $0 & ~0x20 : $0 } }
  }

  /// What stands before the digits.
  func head(_ sign: Sign) -> [UInt8] {
    switch sign {
    case _ where isNegative: [UInt8(ascii: "-")] + prefix
    case .minus: prefix
    case .plus: [UInt8(ascii: "+")] + prefix
    case .space: [.space] + prefix
    }
  }

  /// Puts a separator between groups of digits before the point; `width` is how many characters zeros at the start
  /// fill up, separated as well.
  mutating func group(by separator: UInt8, size: Int, fillingWidth width: Int) {
    let whole = digits.prefix { $0.digitValue != nil && $0 != UInt8(ascii: "e") }
    guard whole.count == digits.count || !isNamed else { return }
    let rest = Array(digits.dropFirst(whole.count))
    var count = whole.count
    while count + (count - 1) / size + rest.count < width { count += 1 }
    let padded = [UInt8](repeating: .zero, count: count - whole.count) + whole
    var grouped: [UInt8] = []
    for (index, digit) in padded.enumerated() {
      if index > 0, (padded.count - index) % size == 0 { grouped.append(separator) }
      grouped.append(digit)
    }
    digits = grouped + rest
  }

  private var isNamed: Bool { digits.first.map { !$0.isASCIIDigit } ?? false }
}
