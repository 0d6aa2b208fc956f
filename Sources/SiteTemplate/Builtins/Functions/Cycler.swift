import Synchronization

/// What `cycler("odd", "even")` gives: one value after the other, round and round.
final class Cycler: TemplateObject {
  private let items: [Value]
  let nesting: Nesting
  private let position = Mutex(0)

  private static let fields = Shape(fields: ["current", "items", "pos"])

  /// - Precondition: there is at least one item.
  init(_ items: [Value]) {
    precondition(!items.isEmpty, "a cycler needs something to cycle through")
    self.items = items
    nesting = Nesting(around: items)
  }

  var shape: Shape { Self.fields }
  var shapeID: UInt32 { Self.fields.id }
  var isMapping: Bool { false }
  var typeName: String { "cycler" }

  func value(at field: Int) -> Value {
    let position = position.withLock { $0 }
    return switch field {
    case 0: items[position]
    case 1: .tuple(List(items))
    default: .int(position)
    }
  }

  func method(named name: Text) -> Native? {
    switch name {
    case "next": Self.next
    case "reset": Self.reset
    default: nil
    }
  }

  private static let next = Native("next", Signature("self")) { arguments, _ in
    guard case .object(let object as Cycler) = arguments[0] else { return .undefined }
    return object.position.withLock { position in
      let item = object.items[position]
      position = (position + 1) % object.items.count
      return item
    }
  }

  private static let reset = Native("reset", Signature("self")) { arguments, _ in
    guard case .object(let object as Cycler) = arguments[0] else { return .undefined }
    object.position.withLock { $0 = 0 }
    return .none
  }
}
