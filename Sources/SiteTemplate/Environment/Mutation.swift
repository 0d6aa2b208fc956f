/// A method that changes a list or map in place: `append`, `update`.
package struct Mutation: Sendable {
  /// Gets what to change (a list or a map) and the bound arguments after it; gives what the call gives.
  package typealias Body =
    @Sendable (_ subject: Reference, _ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value

  package let name: String
  /// Without the subject.
  package let signature: Signature
  package let body: Body

  package init(_ name: String, _ signature: Signature, _ body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.body = body
  }
}

/// The types whose values have methods.
package enum MethodType: Sendable, Hashable, CaseIterable {
  case string, integer, float, list, tuple, map

  init?(of value: Value) {
    switch value {
    case .string, .markup: self = .string
    case .int, .bool: self = .integer
    case .float: self = .float
    case .list: self = .list
    case .tuple: self = .tuple
    case .map: self = .map
    case .reference(let reference): self.init(of: reference.value)
    default: return nil
    }
  }
}
