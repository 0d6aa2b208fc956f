import Synchronization

/// What `namespace(…)` gives: attributes that a template may set, from within any scope.
package final class Namespace: Sendable {
  private struct Attributes {
    var names: [Text] = []
    var values: [Value] = []
    var depth: UInt16 = 1
  }

  private let attributes: Mutex<Attributes>

  package init(_ pairs: [(Text, Value)] = []) {
    attributes = Mutex(Attributes())
    for (name, value) in pairs { set(name, to: value) }
  }

  package subscript(name: Text) -> Value? {
    attributes.withLock { attributes in
      attributes.names.firstIndex(of: name).map { attributes.values[$0] }
    }
  }

  package func set(_ name: Text, to value: Value) {
    let depth = value.depth
    attributes.withLock { attributes in
      if let index = attributes.names.firstIndex(of: name) {
        attributes.values[index] = value
      } else {
        attributes.names.append(name)
        attributes.values.append(value)
      }
      attributes.depth = max(attributes.depth, depth == .max ? depth : depth + 1)
    }
  }

  package var pairs: [(Text, Value)] {
    attributes.withLock { Array(zip($0.names, $0.values)) }
  }

  /// Cuts the circles that a namespace may be part of.
  func removeAll() {
    let old = attributes.withLock { attributes in
      let old = attributes
      attributes = Attributes()
      return old
    }
    _ = consume old
  }

  var depth: UInt16 { attributes.withLock { $0.depth } }
}
