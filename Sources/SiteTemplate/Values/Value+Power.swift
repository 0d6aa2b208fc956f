#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Value {
  /// `a ** b`
  package func raised(to other: Value) throws(CallError) -> Value {
    if let base = integer, let exponent = other.integer, exponent >= 0 {
      return .int(try Self.power(base, exponent))
    }
    guard let base = number, let exponent = other.number else { throw Self.unsupported("**", self, other) }
    if base == 0, exponent < 0 { throw CallError.divisionByZero }
    if base < 0, exponent != exponent.rounded(), exponent.isFinite {
      throw CallError("a root of a negative number is no real number", id: "template.arithmetic")
    }
    let result = pow(base, exponent)
    if result.isInfinite, base.isFinite, exponent.isFinite { throw CallError.overflow }
    return .float(result)
  }

  private static func power(_ base: Int, _ exponent: Int) throws(CallError) -> Int {
    var result = 1
    var base = base
    var exponent = exponent
    while true {
      if exponent & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { throw .overflow }
        result = product
      }
      exponent >>= 1
      if exponent == 0 { return result }
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      if overflow { throw .overflow }
      base = square
    }
  }
}
