/// An immutable mapping that keeps its keys in order: a shape, which maps of the same keys share, and the values.
package final class Map: Sendable {
  package let shape: Shape
  package let values: [Value]
  let nesting: Nesting

  /// - Precondition: there are as many values as `shape` has keys.
  package init(shape: Shape, values: [Value]) {
    precondition(shape.keys.count == values.count, "a map needs a value for every key")
    self.shape = shape
    self.values = values
    nesting = Nesting(around: values)
  }

  /// A map with these keys, in this order; of two equal keys the place of the first and the value of the last count.
  package convenience init(_ pairs: [(key: Value, value: Value)]) {
    let shape = Shape(keys: pairs.map(\.key))
    guard shape.keys.count != pairs.count else {
      self.init(shape: shape, values: pairs.map(\.value))
      return
    }
    var values = [Value](repeating: .undefined, count: shape.keys.count)
    for pair in pairs {
      if let index = shape.index(of: pair.key) { values[index] = pair.value }
    }
    self.init(shape: shape, values: values)
  }

  package var count: Int { values.count }

  package var keys: [Value] { shape.keys }

  package subscript(key: Value) -> Value? {
    shape.index(of: key).map { values[$0] }
  }

  package subscript(name: Text) -> Value? {
    shape.index(of: name).map { values[$0] }
  }
}
