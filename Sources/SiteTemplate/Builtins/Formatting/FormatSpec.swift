/// The part behind the colon in a field of `str.format`: `[[fill]align][sign][#][0][width][,][.precision][type]`.
struct FormatSpec {
  var fill: Unicode.Scalar = " "
  /// `<`, `>`, `^` or `=`; `nil` is to the left for strings and to the right for numbers.
  var alignment: Unicode.Scalar?
  var sign: NumberText.Sign?
  var isAlternate = false
  var width = 0
  var separator: UInt8?
  var precision: Int?
  var type: UInt8?

  private let source: Text

  init(_ text: Text) throws(CallError) {
    source = text
    let scalars = text.scalars
    var index = 0
    func isAlignment(_ scalar: Unicode.Scalar) -> Bool { "<>^=".unicodeScalars.contains(scalar) }
    var hasFill = false
    if scalars.count > 1, isAlignment(scalars[1]) {
      (fill, alignment, hasFill, index) = (scalars[0], scalars[1], true, 2)
    } else if let first = scalars.first, isAlignment(first) {
      (alignment, index) = (first, 1)
    }
    func take(_ wanted: Unicode.Scalar) -> Bool {
      guard index < scalars.count, scalars[index] == wanted else { return false }
      index += 1
      return true
    }
    func number() throws(CallError) -> Int? {
      var number: Int?
      while index < scalars.count, let digit = scalars[index].decimalValue {
        number = try PercentFormat.appending(digit, to: number)
        index += 1
      }
      return number
    }
    if take("+") { sign = .plus } else if take(" ") { sign = .space } else if take("-") { sign = .minus }
    isAlternate = take("#")
    if take("0"), !hasFill {
      fill = "0"
      alignment = alignment ?? "="
      zeroFills = true
    }
    width = try number() ?? 0
    if take(",") { separator = UInt8(ascii: ",") } else if take("_") { separator = UInt8(ascii: "_") }
    if take(".") {
      guard let digits = try number() else { throw Self.invalid(text) }
      precision = digits
    }
    if index < scalars.count, scalars[index].isASCII {
      type = UInt8(ascii: scalars[index])
      index += 1
    }
    guard index == scalars.count else { throw Self.invalid(text) }
  }

  /// Whether a zero before the width asked for zeros.
  private(set) var zeroFills = false

  static func invalid(_ text: Text) -> CallError { CallError("`\(text.string)` is no format", id: "template.format") }

  /// A value as the spec wants it.
  func format(_ value: Value, _ call: NativeCall) throws(CallError) -> Text {
    try call.charge(bytes: width)
    try call.charge(bytes: precision ?? 0)
    switch value {
    case .string(let text), .markup(let text): return try format(text)
    case .int(let number): return try format(number)
    case .bool(let truth): return try format(truth ? 1 : 0)
    case .float(let number): return try format(number)
    default:
      throw value.isUndefined
        ? .undefined : CallError("\(value.described) can't be formatted like a number or string", id: "template.format")
    }
  }

  private func format(_ text: Text) throws(CallError) -> Text {
    let isAligned = alignment != "=" || zeroFills
    guard sign == nil, !isAlternate, separator == nil, isAligned, type ?? UInt8(ascii: "s") == UInt8(ascii: "s") else {
      throw refused("a string")
    }
    let shown = precision.map { text.prefix($0) } ?? text
    return padded([], shown, alignment: alignment == "=" ? "<" : alignment ?? "<")
  }

  private func format(_ number: Int) throws(CallError) -> Text {
    guard let type else { return try format(whole: NumberText(number), groups: 3) }
    switch type {
    case UInt8(ascii: "d"), UInt8(ascii: "n"): return try format(whole: NumberText(number), groups: 3)
    case UInt8(ascii: "b"):
      return try format(whole: NumberText(number, radix: 2, prefix: isAlternate ? "0b" : ""), groups: 4)
    case UInt8(ascii: "o"):
      return try format(whole: NumberText(number, radix: 8, prefix: isAlternate ? "0o" : ""), groups: 4)
    case UInt8(ascii: "x"):
      return try format(whole: NumberText(number, radix: 16, prefix: isAlternate ? "0x" : ""), groups: 4)
    case UInt8(ascii: "X"):
      let digits = NumberText(number, radix: 16, uppercase: true, prefix: isAlternate ? "0X" : "")
      return try format(whole: digits, groups: 4)
    case UInt8(ascii: "c"):
      guard sign == nil, precision == nil, separator == nil, let code = UInt32(exactly: number),
        let scalar = Unicode.Scalar(code)
      else { throw refused("a character") }
      return padded([], Text([scalar]), alignment: alignment ?? "<")
    default: return try format(Double(number))
    }
  }

  private func format(whole digits: NumberText, groups: Int) throws(CallError) -> Text {
    guard precision == nil, separator != UInt8(ascii: ",") || groups == 3 else { throw refused("a whole number") }
    return padded(digits, groups: groups)
  }

  private func format(_ number: Double) throws(CallError) -> Text {
    let places = precision ?? 6
    let isUppercase = type?.isASCIIUppercase ?? false
    var digits: NumberText
    switch type.map({ $0 | 0x20 }) {
    case UInt8(ascii: "e"):
      digits = NumberText(number, .exponent(places), uppercase: isUppercase, keepsPoint: isAlternate)
    case UInt8(ascii: "f"):
      digits = NumberText(number, .fixed(places), uppercase: isUppercase, keepsPoint: isAlternate)
    case UInt8(ascii: "g"), UInt8(ascii: "n"):
      digits = NumberText(number, .general(places), uppercase: isUppercase, keepsPoint: isAlternate)
    case UInt8(ascii: "%") | 0x20:
      digits = NumberText(number * 100, .fixed(places), uppercase: false, keepsPoint: isAlternate)
      digits.digits.append(UInt8(ascii: "%"))
    case nil:
      digits = NumberText(number, precision.map { .generalWithPoint($0) } ?? .shortest, uppercase: false)
    default: throw refused("a number")
    }
    return padded(digits, groups: 3)
  }

  private func refused(_ kind: StaticString) -> CallError {
    CallError("`\(source.string)` is no format for \(kind)", id: "template.format")
  }

  private func padded(_ number: NumberText, groups: Int) -> Text {
    var number = number
    let head = number.head(sign ?? .minus)
    if let separator {
      let zeros = fill == "0" && alignment == "=" ? width - head.count : 0
      number.group(by: separator, size: groups, fillingWidth: zeros)
    }
    return padded(head, Text(validated: number.digits), alignment: alignment ?? ">")
  }

  /// A body, with what stands before it, filled up to the width.
  private func padded(_ head: [UInt8], _ body: Text, alignment: Unicode.Scalar) -> Text {
    let missing = max(0, width - head.count - body.codePointCount)
    let before = alignment == ">" ? missing : alignment == "^" ? missing / 2 : 0
    var result: [UInt8] = []
    for _ in 0..<before { result.append(fill) }
    result.append(contentsOf: head)
    if alignment == "=" { for _ in 0..<missing { result.append(fill) } }
    result.append(body)
    if alignment != "=" { for _ in before..<missing { result.append(fill) } }
    return Text(validated: result)
  }
}
