extension Value {
  /// `a + b`: the sum of numbers, strings or lists joined; beside markup, plain strings are escaped.
  package func adding(_ other: Value, _ call: NativeCall) throws(CallError) -> Value {
    if case .int(let a) = self, case .int(let b) = other { return try Self.whole(a.addingReportingOverflow(b)) }
    if case .string(let a) = self, case .string(let b) = other {
      try call.charge(bytes: a.byteCount + b.byteCount)
      return .string(a.appending(b))
    }
    let (left, right) = (dereferenced, other.dereferenced)
    switch (left, right) {
    case (.markup, .string), (.string, .markup), (.markup, .markup):
      return .markup(try Self.joined([left, right], asMarkup: true, call))
    case (.list(let a), .list(let b)):
      try call.charge(elements: a.count + b.count)
      return .list(List(a.elements + b.elements))
    case (.tuple(let a), .tuple(let b)):
      try call.charge(elements: a.count + b.count)
      return .tuple(List(a.elements + b.elements))
    default:
      if let a = left.integer, let b = right.integer { return try Self.whole(a.addingReportingOverflow(b)) }
      guard let a = left.number, let b = right.number else { throw Self.unsupported("+", self, other) }
      return .float(a + b)
    }
  }

  package func subtracting(_ other: Value) throws(CallError) -> Value {
    if let a = integer, let b = other.integer { return try Self.whole(a.subtractingReportingOverflow(b)) }
    guard let a = number, let b = other.number else { throw Self.unsupported("-", self, other) }
    return .float(a - b)
  }

  /// `a * b`: the product of numbers, or a string or list that many times over.
  package func multiplied(by other: Value, _ call: NativeCall) throws(CallError) -> Value {
    if let a = integer, let b = other.integer { return try Self.whole(a.multipliedReportingOverflow(by: b)) }
    if let a = number, let b = other.number { return .float(a * b) }
    if let times = other.integer, let result = try dereferenced.repeated(times, call) { return result }
    if let times = integer, let result = try other.dereferenced.repeated(times, call) { return result }
    throw Self.unsupported("*", self, other)
  }

  private func repeated(_ times: Int, _ call: NativeCall) throws(CallError) -> Value? {
    let times = max(0, times)
    switch self {
    case .string(let text), .markup(let text):
      let (size, overflow) = text.byteCount.multipliedReportingOverflow(by: times)
      try call.charge(bytes: overflow ? .max : size)
      return call.result(text.repeated(times), like: self)
    case .list(let list):
      return .list(List(try Self.repeated(list.elements, times, call)))
    case .tuple(let list):
      return .tuple(List(try Self.repeated(list.elements, times, call)))
    default: return nil
    }
  }

  private static func repeated(_ elements: [Value], _ times: Int, _ call: NativeCall) throws(CallError) -> [Value] {
    let (size, overflow) = elements.count.multipliedReportingOverflow(by: times)
    try call.charge(elements: overflow ? .max : size)
    var result: [Value] = []
    result.reserveCapacity(size)
    if elements.isEmpty { return result }
    for _ in 0..<times { result += elements }
    return result
  }

  /// `a / b`, always a floating-point number.
  package func divided(by other: Value) throws(CallError) -> Value {
    guard let a = number, let b = other.number else { throw Self.unsupported("/", self, other) }
    guard b != 0 else { throw .divisionByZero }
    return .float(a / b)
  }

  /// `a // b`, rounded down.
  package func floorDivided(by other: Value) throws(CallError) -> Value {
    if let a = integer, let b = other.integer {
      guard b != 0 else { throw .divisionByZero }
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if overflow { throw .overflow }
      let isRoundedUp = (a % b != 0) && ((a < 0) != (b < 0))
      return .int(isRoundedUp ? quotient - 1 : quotient)
    }
    guard let a = number, let b = other.number else { throw Self.unsupported("//", self, other) }
    guard b != 0 else { throw .divisionByZero }
    let quotient = (a - Self.floorRemainder(a, b)) / b
    return .float(quotient == 0 ? Double(signOf: a / b, magnitudeOf: 0) : quotient.rounded())
  }

  /// `a % b` of numbers, with the sign of the divisor.
  package func remainder(by other: Value) throws(CallError) -> Value {
    if let a = integer, let b = other.integer {
      guard b != 0 else { throw .divisionByZero }
      if b == -1 { return 0 }
      let remainder = a % b
      return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    }
    guard let a = number, let b = other.number else { throw Self.unsupported("%", self, other) }
    guard b != 0 else { throw .divisionByZero }
    return .float(Self.floorRemainder(a, b))
  }

  private static func floorRemainder(_ a: Double, _ b: Double) -> Double {
    let remainder = a.truncatingRemainder(dividingBy: b)
    if remainder == 0 { return b < 0 ? -0.0 : 0.0 }
    return (remainder < 0) != (b < 0) ? remainder + b : remainder
  }

  /// `-a`
  package func negated() throws(CallError) -> Value {
    if let number = integer { return try Self.whole((0).subtractingReportingOverflow(number)) }
    guard let number else {
      if isUndefined { throw .undefined }
      throw CallError("\(described) can't be negated", id: "template.type")
    }
    return .float(-number)
  }

  private static func whole(_ result: (partialValue: Int, overflow: Bool)) throws(CallError) -> Value {
    if result.overflow { throw .overflow }
    return .int(result.partialValue)
  }

  static func unsupportedSign(_ value: Value) -> CallError {
    value.isUndefined
      ? .undefined : CallError("`+` needs a number, not \(value.described)", id: "template.type")
  }

  static func unsupported(_ operation: String, _ left: Value, _ right: Value) -> CallError {
    if left.isUndefined || right.isUndefined { return .undefined }
    var hint: String?
    let hasText = left.text != nil || right.text != nil
    if operation == "+", hasText {
      hint = "`~` joins values as text; `|int` and `|float` make numbers of text"
    } else if hasText {
      hint = "`|int` and `|float` make numbers of text"
    }
    return CallError(
      "`\(operation)` can't combine \(left.described) and \(right.described)", hint: hint, id: "template.type")
  }
}

extension CallError {
  static let divisionByZero = CallError("division by zero", id: "template.arithmetic")
  static let overflow = CallError(
    "this number is too large", hint: "whole numbers go from \(Int.min) to \(Int.max)", id: "template.arithmetic")
}
