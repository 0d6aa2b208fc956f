/// Python's `%`: the filter `format` and the operator on strings.
///
/// `%(key)s` takes its value from a mapping, `%s` the next one of the arguments. Where the format is markup, the values
/// are escaped.
struct PercentFormat {
  /// One `%…` of a format.
  private struct Directive {
    var key: Text?
    var isLeftAligned = false
    var sign = NumberText.Sign.minus
    var isAlternate = false
    var isZeroFilled = false
    var width = 0
    var precision: Int?
    var type: UInt8 = 0
  }

  private let format: Text
  private let isMarkup: Bool
  private let call: NativeCall
  private let arguments: [Value]
  private let mapping: Value?
  private var nextArgument = 0
  private var offset = 0
  private var result: [UInt8] = []

  /// - Parameters:
  ///   - format: the string or markup left of `%`.
  ///   - operand: a tuple of arguments, a mapping, or a single argument.
  static func apply(_ format: Value, to operand: Value, _ call: NativeCall) throws(CallError) -> Value {
    var formatter = PercentFormat(
      format: try call.text(of: format), isMarkup: format.isMarkup, call: call, operand: operand.dereferenced)
    try formatter.run()
    return call.result(Text(validated: formatter.result), like: format)
  }

  private init(format: Text, isMarkup: Bool, call: NativeCall, operand: Value) {
    self.format = format
    self.isMarkup = isMarkup
    self.call = call
    switch operand {
    case .tuple(let list): (arguments, mapping) = (list.elements, nil)
    case .map, .list, .range, .object, .undefined, .nothing: (arguments, mapping) = ([operand], operand)
    default: (arguments, mapping) = ([operand], nil)
    }
  }

  private mutating func run() throws(CallError) {
    let search = TextSearch(for: "%")
    while let start = search.firstOffset(in: format, from: offset) {
      result.append(format.slice(offset..<start))
      offset = start + 1
      let directive = try directive()
      if directive.type != UInt8(ascii: "%") {
        let value = if let key = directive.key { try value(for: key) } else { try argument() }
        try write(value, directive)
      } else {
        result.append(UInt8(ascii: "%"))
      }
    }
    result.append(format.slice(offset..<format.byteCount))
    try call.charge(bytes: result.count)
    guard nextArgument >= arguments.count || mapping != nil else {
      throw CallError("the format has fewer places than arguments", id: "template.format")
    }
  }

  // MARK: Reading

  private var next: UInt8? { offset < format.byteCount ? format.bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func directive() throws(CallError) -> Directive {
    var directive = Directive()
    if take(UInt8(ascii: "(")) { directive.key = try key() }
    flags: while let flag = next {
      switch flag {
      case UInt8(ascii: "-"): directive.isLeftAligned = true
      case UInt8(ascii: "+"): directive.sign = .plus
      case .space: if directive.sign == .minus { directive.sign = .space }
      case UInt8(ascii: "#"): directive.isAlternate = true
      case .zero: directive.isZeroFilled = true
      default: break flags
      }
      offset += 1
    }
    directive.width = try number() ?? 0
    if directive.width < 0 {
      directive.isLeftAligned = true
      directive.width = directive.width == .min ? .max : -directive.width
    }
    if take(UInt8(ascii: ".")) { directive.precision = max(0, try number() ?? 0) }
    if let modifier = next, "hlL".utf8.contains(modifier) { offset += 1 }
    guard let type = next else { throw CallError("the format ends within a `%`", id: "template.format") }
    directive.type = type
    offset = format.scalar(at: offset).end
    return directive
  }

  /// The name between parentheses, which may nest.
  private mutating func key() throws(CallError) -> Text {
    let start = offset
    var depth = 1
    while let byte = next {
      offset += 1
      depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
      if depth == 0 { return format.slice(start..<offset - 1) }
    }
    throw CallError("the format lacks a `)`", id: "template.format")
  }

  private mutating func number() throws(CallError) -> Int? {
    if take(UInt8(ascii: "*")) {
      guard case .int(let number) = try argument() else {
        throw CallError("`*` needs a whole number", id: "template.format")
      }
      return number
    }
    var number: Int?
    while let byte = next, byte.isASCIIDigit {
      number = try Self.appending(Int(byte - .zero), to: number)
      offset += 1
    }
    return number
  }

  static func appending(_ digit: Int, to number: Int?) throws(CallError) -> Int {
    let product = (number ?? 0).multipliedReportingOverflow(by: 10)
    let sum = product.partialValue.addingReportingOverflow(digit)
    guard !product.overflow, !sum.overflow else { throw .overflow }
    return sum.partialValue
  }

  // MARK: Values

  private mutating func argument() throws(CallError) -> Value {
    guard nextArgument < arguments.count else {
      throw CallError("the format has more places than arguments", id: "template.format")
    }
    nextArgument += 1
    return arguments[nextArgument - 1]
  }

  private func value(for key: Text) throws(CallError) -> Value {
    guard let map = mapping?.map else {
      throw CallError("`%(\(key.string))` needs arguments by name", id: "template.format")
    }
    guard let value = map[key] else {
      throw CallError.unknown(
        "name in the format", key.string, known: map.keys.map(\.printed.string), id: "template.format")
    }
    return value
  }

  // MARK: Writing

  private mutating func write(_ value: Value, _ directive: Directive) throws(CallError) {
    try call.charge(bytes: directive.width)
    try call.charge(bytes: directive.precision ?? 0)
    switch directive.type {
    case UInt8(ascii: "s"):
      pad(isMarkup ? try value.escaped(call) : try call.text(of: value), directive)
    case UInt8(ascii: "r"):
      let spelling = try call.spelling(of: value)
      pad(isMarkup ? spelling.escaped : spelling, directive)
    case UInt8(ascii: "a"):
      let spelling = try call.spelling(of: value).inASCII
      pad(isMarkup ? spelling.escaped : spelling, directive)
    case UInt8(ascii: "c"): pad(try character(value), directive)
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      pad(NumberText(try whole(value, directive)), directive)
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"):
      guard let number = value.integer else { throw refused(value, "a whole number", directive) }
      let radix = directive.type == UInt8(ascii: "o") ? 8 : 16
      let isUppercase = directive.type == UInt8(ascii: "X")
      let prefix: StaticString =
        !directive.isAlternate ? "" : radix == 8 ? "0o" : isUppercase ? "0X" : "0x"
      pad(NumberText(number, radix: radix, uppercase: isUppercase, prefix: prefix), directive)
    case UInt8(ascii: "e"), UInt8(ascii: "E"): try write(value, as: { .exponent($0) }, directive)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): try write(value, as: { .fixed($0) }, directive)
    case UInt8(ascii: "g"), UInt8(ascii: "G"): try write(value, as: { .general($0) }, directive)
    default:
      let type = format.scalar(before: offset).scalar
      throw CallError("`%\(type)` is no known format", id: "template.format")
    }
  }

  private mutating func write(
    _ value: Value, as format: (Int) -> FloatFormat, _ directive: Directive
  ) throws(CallError) {
    guard let number = value.number else { throw refused(value, "a number", directive) }
    let text = NumberText(
      number, format(directive.precision ?? 6), uppercase: directive.type.isASCIIUppercase,
      keepsPoint: directive.isAlternate)
    pad(text, directive, hasPrecision: false)
  }

  private func whole(_ value: Value, _ directive: Directive) throws(CallError) -> Int {
    if let number = value.integer { return number }
    guard case .float(let number) = value else { throw refused(value, "a number", directive) }
    guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .overflow }
    return whole
  }

  private func character(_ value: Value) throws(CallError) -> Text {
    if let text = value.text, text.codePointCount == 1 { return text }
    guard let code = value.integer.flatMap(UInt32.init(exactly:)), let scalar = Unicode.Scalar(code) else {
      throw CallError("`%c` needs one character, not \(value.described)", id: "template.format")
    }
    return Text([scalar])
  }

  private func refused(_ value: Value, _ wanted: StaticString, _ directive: Directive) -> CallError {
    value.isUndefined
      ? .undefined
      : CallError(
        "`%\(Unicode.Scalar(directive.type))` needs \(wanted), not \(value.described)", id: "template.format")
  }

  private mutating func pad(_ text: Text, _ directive: Directive) {
    let shown = directive.precision.map { text.prefix($0) } ?? text
    let missing = directive.width - shown.codePointCount
    if !directive.isLeftAligned { result.append(.space, times: missing) }
    result.append(shown)
    if directive.isLeftAligned { result.append(.space, times: missing) }
  }

  private mutating func pad(_ number: NumberText, _ directive: Directive, hasPrecision: Bool = true) {
    let head = number.head(directive.sign)
    let zeros = hasPrecision ? max(0, (directive.precision ?? 0) - number.digits.count) : 0
    let missing = directive.width - head.count - zeros - number.digits.count
    if !directive.isLeftAligned, !directive.isZeroFilled { result.append(.space, times: missing) }
    result.append(contentsOf: head)
    if !directive.isLeftAligned, directive.isZeroFilled { result.append(.zero, times: missing) }
    result.append(.zero, times: zeros)
    result.append(contentsOf: number.digits)
    if directive.isLeftAligned { result.append(.space, times: missing) }
  }
}

extension Text {
  /// With Python's escapes for what is not ASCII, as its `ascii` has it.
  fileprivate var inASCII: Text {
    guard !isASCII else { return self }
    var result = ""
    for scalar in scalars {
      let digits = String(scalar.value, radix: 16)
      switch scalar.value {
      case ..<0x80: result.unicodeScalars.append(scalar)
      case ..<0x100: result += "\\x" + digits
      case ..<0x10000: result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return Text(result)
  }
}
