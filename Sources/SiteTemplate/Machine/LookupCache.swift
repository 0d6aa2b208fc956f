/// Remembers where names lie in shapes: a table with one entry per slot, where the latest lookup wins.
///
/// Templates ask the same few names of objects of the same few shapes, so that nearly every lookup ends here, without
/// comparing strings.
@safe
struct LookupCache: ~Copyable {
  private struct Entry {
    var key: UInt64
    /// -1 where the shape lacks the name.
    var index: Int
  }

  private static let size = 512
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    unsafe entries = .allocate(capacity: Self.size)
    unsafe entries.initialize(repeating: Entry(key: 0, index: -1), count: Self.size)
  }

  deinit {
    unsafe entries.deallocate()
  }

  /// Where a name lies in the shape; `nil` where it doesn't.
  @inline(__always)
  func index(of name: Int, in shape: Shape, text: @autoclosure () -> Text) -> Int? {
    let key = UInt64(shape.id) << 32 | UInt64(truncatingIfNeeded: name)
    let slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55)
    if unsafe entries[slot].key == key {
      let index = unsafe entries[slot].index
      return index >= 0 ? index : nil
    }
    let index = shape.index(of: text())
    unsafe entries[slot] = Entry(key: key, index: index ?? -1)
    return index
  }
}
