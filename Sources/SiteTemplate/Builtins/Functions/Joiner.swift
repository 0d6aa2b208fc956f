import Synchronization

/// What `joiner(", ")` gives: a function whose first call gives nothing and every later one the separator.
final class Joiner: TemplateObject {
  private let separator: Value
  private let wasCalled = Mutex(false)

  init(_ separator: Value) { self.separator = separator }

  var shape: Shape { .empty }
  var shapeID: UInt32 { Shape.empty.id }
  var nesting: Nesting { Nesting(around: [separator]) }
  var isMapping: Bool { false }
  var typeName: String { "joiner" }
  func value(at field: Int) -> Value { .undefined }
  var function: Native? { Self.next }

  private static let next = Native("joiner", Signature("self")) { arguments, _ in
    guard case .object(let object as Joiner) = arguments[0] else { return .undefined }
    return object.wasCalled.withLock { wasCalled in
      defer { wasCalled = true }
      return wasCalled ? object.separator : ""
    }
  }
}
