/// Filters for numbers, and into numbers.
enum NumberFilters {
  static let all: [Native] = [
    Native("abs", Signature("x"), abs),
    Native("round", Signature("value", .optional("precision", 0), .optional("method", "common")), round),
    Native("int", Signature("value", .optional("default", 0), .optional("base", 10)), int),
    Native("float", Signature("value", .optional("default", 0.0)), float),
    Native("filesizeformat", Signature("value", .optional("binary", false)), filesizeformat),
  ]

  private static func abs(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if let number = arguments[0].integer { return number < 0 ? try Value.int(number).negated() : .int(number) }
    return .float(try call.number(arguments, for: "abs").magnitude)
  }

  private static func round(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let precision = try call.integer(arguments, 1, "precision")
    let method = try call.string(arguments, 2, "method")
    let number = try call.number(arguments, for: "round")
    switch method {
    case "common":
      if let whole = arguments[0].integer { return .int(try rounded(whole, toPlaces: precision)) }
      let result = number.rounded(toPlaces: precision)
      guard result.isFinite || !number.isFinite else { throw .overflow }
      return .float(result)
    case "ceil": return .float(try scaled(number, precision) { $0.rounded(.up) })
    case "floor": return .float(try scaled(number, precision) { $0.rounded(.down) })
    default:
      throw CallError("`method` must be `common`, `ceil` or `floor`, not `\(method.string)`", argument: 2)
    }
  }

  /// A whole number rounded to tens, hundreds and so on where `places` is negative.
  private static func rounded(_ number: Int, toPlaces places: Int) throws(CallError) -> Int {
    guard places < 0 else { return number }
    guard places > -20 else { return 0 }
    var expansion = DecimalExpansion(number.magnitude)
    expansion.round(toPlaces: places)
    var magnitude: UInt = 0
    for digit in expansion.digits + [UInt8](repeating: 0, count: expansion.digits.isEmpty ? 0 : -expansion.scale) {
      let product = magnitude.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.addingReportingOverflow(UInt(digit))
      guard !product.overflow, !sum.overflow else { throw .overflow }
      magnitude = sum.partialValue
    }
    guard let result = Int(exactly: magnitude) else { throw .overflow }
    return number < 0 ? -result : result
  }

  private static func scaled(
    _ number: Double, _ precision: Int, _ round: (Double) -> Double
  ) throws(CallError) -> Double {
    let factor = Double("1e\(precision)") ?? .infinity
    let scaled = number * factor
    guard scaled.isFinite, factor > 0, factor.isFinite else { throw .overflow }
    let whole = round(scaled)
    return whole == 0 ? 0 : whole / factor
  }

  private static func int(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    switch arguments[0] {
    case .undefined, .nothing: throw .undefined
    case .int(let number): return .int(number)
    case .bool(let truth): return .int(truth ? 1 : 0)
    case .float(let number): return number.isNaN ? arguments[1] : try whole(number)
    case .string(let text), .markup(let text):
      if let base = arguments[2].integer, let parsed = NumberParser.integer(text, base: base) {
        guard case .number(let number) = parsed else { throw .overflow }
        return .int(number)
      }
      guard let number = NumberParser.float(text), number.isFinite else { return arguments[1] }
      return try whole(number)
    default: return arguments[1]
    }
  }

  private static func whole(_ number: Double) throws(CallError) -> Value {
    guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .overflow }
    return .int(whole)
  }

  private static func float(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    if arguments[0].isUndefined { throw .undefined }
    if let number = arguments[0].number { return .float(number) }
    guard let text = arguments[0].text, let number = NumberParser.float(text) else { return arguments[1] }
    return .float(number)
  }

  /// `1.5 kB`: with one decimal in the largest unit that leaves at least one of it.
  private static func filesizeformat(
    _ arguments: borrowing Span<Value>, _ call: NativeCall
  ) throws(CallError) -> Value {
    let subject = arguments[0]
    guard let size = subject.number ?? subject.text.flatMap(NumberParser.float) else {
      throw call.refused(arguments, by: "filesizeformat", "a number of bytes")
    }
    let isBinary = try call.flag(arguments, 1)
    let base: Double = isBinary ? 1024 : 1000
    if size == 1 { return "1 Byte" }
    if size < base {
      guard case .int(let whole) = try whole(size) else { throw .overflow }
      return Value("\(whole) Bytes")
    }
    var unit = base
    var prefixes = Array((isBinary ? "KMGTPEZY" : "kMGTPEZY").utf8)[...]
    while prefixes.count > 1, size >= unit * base {
      unit *= base
      prefixes.removeFirst()
    }
    var result = FloatFormat.fixed(1).characters(of: base * size / (unit * base))
    result.append(.space)
    result.append(contentsOf: prefixes.prefix(1))
    result.append(isBinary ? "iB" : "B")
    return .string(Text(validated: result))
  }
}
