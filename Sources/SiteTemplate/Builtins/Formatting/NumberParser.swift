/// Reads numbers from strings as Python's `int()` and `float()` do: white space around them, a sign, digits of any
/// script, single underscores between digits.
enum NumberParser {
  enum Integer: Equatable {
    case number(Int)
    case tooLarge
  }

  /// `nil` where the string is no whole number in that base: 2 to 36, or 0 for what the prefix says.
  static func integer(_ text: Text, base: Int) -> Integer? {
    guard base == 0 || (2...36).contains(base), let characters = asciiDigits(text) else { return nil }
    var rest = characters[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var radix = base
    if let prefixed = prefixedRadix(rest), base == 0 || base == prefixed {
      radix = prefixed
      rest.removeFirst(2)
      if rest.first == UInt8(ascii: "_") { rest.removeFirst() }
    } else if base == 0 {
      radix = 10
      if rest.first == .zero, rest.contains(where: { $0 != .zero && $0 != UInt8(ascii: "_") }) { return nil }
    }
    return magnitude(rest, radix: radix, isNegative: isNegative)
  }

  static func float(_ text: Text) -> Double? {
    guard let characters = asciiDigits(text) else { return nil }
    var literal: [UInt8] = []
    literal.reserveCapacity(characters.count)
    for (index, byte) in characters.enumerated() {
      guard byte == UInt8(ascii: "_") else {
        literal.append(byte | (byte.isASCIIUppercase ? 0x20 : 0))
        continue
      }
      guard index > 0, index + 1 < characters.count, characters[index - 1].isASCIIDigit,
        characters[index + 1].isASCIIDigit
      else { return nil }
    }
    var body = literal[...]
    if body.first == UInt8(ascii: "-") || body.first == UInt8(ascii: "+") { body.removeFirst() }
    let isNamed = ["inf", "infinity", "nan"].contains { body.elementsEqual($0.utf8) }
    guard isNamed || isDecimalLiteral(body) else { return nil }
    return Double(String(decoding: literal, as: UTF8.self))
  }

  /// The string without white space around it, its digits written in ASCII; `nil` if anything else in it is not ASCII.
  private static func asciiDigits(_ text: Text) -> [UInt8]? {
    let trimmed = text.trimmed()
    if trimmed.isASCII { return trimmed.byteArray }
    var result: [UInt8] = []
    for scalar in trimmed.scalars {
      if scalar.value < 0x80 {
        result.append(UInt8(scalar.value))
      } else if let digit = scalar.decimalValue {
        result.append(.zero + UInt8(digit))
      } else {
        return nil
      }
    }
    return result
  }

  private static func prefixedRadix(_ characters: ArraySlice<UInt8>) -> Int? {
    guard characters.count > 2, characters.first == .zero else { return nil }
    switch characters[characters.startIndex + 1] | 0x20 {
    case UInt8(ascii: "x"): return 16
    case UInt8(ascii: "o"): return 8
    case UInt8(ascii: "b"): return 2
    default: return nil
    }
  }

  private static func magnitude(_ digits: ArraySlice<UInt8>, radix: Int, isNegative: Bool) -> Integer? {
    var number = 0
    var isTooLarge = false
    var mayTakeUnderscore = false
    for byte in digits {
      if byte == UInt8(ascii: "_") {
        guard mayTakeUnderscore else { return nil }
        mayTakeUnderscore = false
        continue
      }
      guard let digit = byte.digitValue, digit < radix else { return nil }
      mayTakeUnderscore = true
      let product = number.multipliedReportingOverflow(by: radix)
      let sum = product.partialValue.addingReportingOverflow(isNegative ? -digit : digit)
      isTooLarge = isTooLarge || product.overflow || sum.overflow
      number = sum.partialValue
    }
    guard mayTakeUnderscore else { return nil }
    return isTooLarge ? .tooLarge : .number(number)
  }

  /// `12`, `1.5`, `.5`, `5.`, `1e3`.
  private static func isDecimalLiteral(_ characters: ArraySlice<UInt8>) -> Bool {
    var rest = characters
    func skipDigits() -> Int {
      let count = rest.prefix { $0.isASCIIDigit }.count
      rest.removeFirst(count)
      return count
    }
    var digits = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += skipDigits()
    }
    guard digits > 0 else { return false }
    guard rest.first == UInt8(ascii: "e") else { return rest.isEmpty }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return skipDigits() > 0 && rest.isEmpty
  }
}
