import Synchronization

/// The keys of a map or the fields of an object, in order, and where each one lies.
///
/// Made once for many maps or objects, so that the engine looks a name up once per shape and not once per object.
package final class Shape: Sendable {
  /// Distinguishes shapes without touching their reference counts; never 0.
  package let id: UInt32
  package let keys: [Value]
  /// Only where scanning the keys would take longer.
  private let index: [KeyedValue: Int]?

  private static let lastID = Atomic<UInt32>(0)
  private static let scanLimit = 8

  /// The shape with these keys; repeated ones count once, at their first place.
  package init(keys: [Value]) {
    id = Self.lastID.add(1, ordering: .relaxed).newValue
    guard keys.count > Self.scanLimit else {
      self.keys = Self.unique(of: keys)
      index = nil
      return
    }
    var unique: [Value] = []
    unique.reserveCapacity(keys.count)
    var index: [KeyedValue: Int] = [:]
    index.reserveCapacity(keys.count)
    for key in keys where index[KeyedValue(key)] == nil {
      index[KeyedValue(key)] = unique.count
      unique.append(key)
    }
    self.keys = unique
    self.index = unique.count > Self.scanLimit ? index : nil
  }

  /// For so few that comparing each with each takes less than an index, which would be thrown away.
  private static func unique(of keys: [Value]) -> [Value] {
    var unique = keys
    var place = 1
    while place < unique.count {
      let key = KeyedValue(unique[place])
      if unique[..<place].contains(where: { KeyedValue($0) == key }) { unique.remove(at: place) } else { place += 1 }
    }
    return unique
  }

  /// The shape of a kind of object, from the names of its fields.
  package convenience init(fields: [String]) {
    self.init(keys: fields.map { Value($0) })
  }

  package static let empty = Shape(keys: [])

  package func index(of name: Text) -> Int? {
    if let index { return index[KeyedValue(.string(name))] }
    return keys.firstIndex { $0.text == name }
  }

  package func index(of key: Value) -> Int? {
    if let index { return index[KeyedValue(key)] }
    let wanted = KeyedValue(key)
    return keys.firstIndex { KeyedValue($0) == wanted }
  }
}
