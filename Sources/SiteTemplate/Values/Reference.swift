import Synchronization

/// A list or map that a template wrote and may change through methods such as `append`: all who hold it see the change.
///
/// Only template sets that name such a method make references; everywhere else lists and maps are plain values.
package final class Reference: Sendable {
  private let storage: Mutex<Value>

  init(_ value: Value) {
    storage = Mutex(value)
  }

  /// The list or map as it is now.
  package var value: Value { storage.withLock { $0 } }

  func replace(by value: Value) {
    let old = storage.withLock { storage in
      let old = storage
      storage = value
      return old
    }
    _ = consume old
  }

  var depth: UInt16 { storage.withLock { $0.depth } }
}
