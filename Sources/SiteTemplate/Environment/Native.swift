/// A filter, function or Python method written in Swift.
///
/// The body gets exactly `signature.argumentCount` arguments, already bound: by position, by name, or from the
/// parameters' fallbacks; a filter's or method's subject comes first. Lists and maps that templates may change arrive
/// as plain ones. It must not keep the arguments' span nor use it in an
/// autoclosure (`?? arguments[1]`: the optimizer of Swift 6.3 crashes on that), and must ask `call` to charge for work or memory that grows
/// with a number in the data (`call.charge`).
///
/// ```swift
/// Native("upper", Signature("s")) { arguments, call throws(CallError) in
///   let text = try call.text(of: arguments[0])
///   return call.result(uppercased(text), like: arguments[0])
/// }
/// ```
///
/// Undefined values arrive as they are. The helpers of `call` (`text(of:)`, `elements(of:)`, `truth(of:)`) treat them
/// as the undefined policy wants; a body that looks at a value in another way asks `call.requireDefined` first, unless
/// it means to accept undefined values (`default`).
package struct Native: Sendable {
  package typealias Body =
    @Sendable (_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value

  package let name: String
  package let signature: Signature
  package let body: Body

  package init(_ name: String, _ signature: Signature, _ body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.body = body
  }
}

/// A test written in Swift: as `Native`, but the answer is a truth value.
package struct NativeTest: Sendable {
  package typealias Body =
    @Sendable (_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Bool

  package let name: String
  package let signature: Signature
  package let body: Body

  package init(_ name: String, _ signature: Signature, _ body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.body = body
  }
}
