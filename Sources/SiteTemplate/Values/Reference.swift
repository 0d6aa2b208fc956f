import Synchronization

/// A list or map that a template wrote and may change through methods such as `append`: all who hold it see the change.
///
/// Only template sets that name such a method make references; everywhere else lists and maps are plain values.
package final class Reference: Sendable {
  private struct Contents {
    var value: Value
    var isNoted = false
  }

  private let contents: Mutex<Contents>

  init(_ value: Value) {
    contents = Mutex(Contents(value: value))
  }

  /// The list or map as it is now.
  package var value: Value { contents.withLock { $0.value } }

  var nesting: Nesting { contents.withLock { $0.value.nesting } }

  func replace(by value: Value) {
    let old = contents.withLock { contents in
      let old = contents.value
      contents.value = value
      return old
    }
    _ = consume old
  }

  /// Appends to a list where it lies; gives how many elements had to be moved for that.
  func append(_ elements: [Value]) -> Int {
    let more = List(elements)
    return contents.withLock { contents in
      guard case .list(var list) = contents.value else { return 0 }
      // The list must have no other holder, or appending would copy it.
      contents.value = .undefined
      let moved = list.append(more)
      contents.value = .list(list)
      return moved
    }
  }

  /// True for the first who asks.
  func note() -> Bool {
    contents.withLock { contents in
      defer { contents.isNoted = true }
      return !contents.isNoted
    }
  }
}
