import Synchronization

/// What `namespace(…)` gives: attributes that a template may set, from within any scope.
package final class Namespace: Sendable {
  private struct Attributes {
    var names: [Text] = []
    var values: [Value] = []
    var nesting = Nesting(around: [])
    /// Where the names are; only once there are so many that scanning them would take longer.
    var index: [Text: Int] = [:]

    private static let scanLimit = 8

    func place(of name: Text) -> Int? {
      index.isEmpty ? names.firstIndex(of: name) : index[name]
    }

    mutating func append(_ name: Text, _ value: Value) {
      names.append(name)
      values.append(value)
      if !index.isEmpty {
        index[name] = names.count - 1
      } else if names.count > Self.scanLimit {
        for (place, name) in names.enumerated() { index[name] = place }
      }
    }
  }

  private let attributes: Mutex<Attributes>

  package init(_ pairs: [(Text, Value)] = []) {
    attributes = Mutex(Attributes())
    for (name, value) in pairs { set(name, to: value) }
  }

  package subscript(name: Text) -> Value? {
    attributes.withLock { attributes in
      attributes.place(of: name).map { attributes.values[$0] }
    }
  }

  package func set(_ name: Text, to value: Value) {
    let nesting = Nesting(around: [value])
    attributes.withLock { attributes in
      if let place = attributes.place(of: name) {
        attributes.values[place] = value
      } else {
        attributes.append(name, value)
      }
      attributes.nesting.unite(with: nesting)
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

  var nesting: Nesting { attributes.withLock { $0.nesting } }
}
