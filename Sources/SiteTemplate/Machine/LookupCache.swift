/// Remembers where names lie in shapes: a table with one entry per slot, where the latest lookup wins.
///
/// Templates ask the same few names of objects of the same few shapes, so that nearly every lookup ends here, without
/// comparing strings.
struct LookupCache: Sendable {
  private struct Entry {
    var key: UInt64
    /// -1 where the shape lacks the name.
    var index: Int
  }

  private var entries = [Entry](repeating: Entry(key: 0, index: -1), count: 512)
  /// Whether it knows something that it didn't know when it was handed to this render.
  private(set) var hasLearned = false

  /// Where a name lies in the shape of this number, if that was asked for lately; -1 if the shape lacks it.
  @inline(__always)
  func place(of name: Int, inShape shape: UInt32) -> Int? {
    let (slot, key) = Self.slot(name, shape)
    return entries[slot].key == key ? entries[slot].index : nil
  }

  mutating func remember(_ place: Int, of name: Int, inShape shape: UInt32) {
    let (slot, key) = Self.slot(name, shape)
    entries[slot] = Entry(key: key, index: place)
    hasLearned = true
  }

  @inline(__always)
  private static func slot(_ name: Int, _ shape: UInt32) -> (slot: Int, key: UInt64) {
    let key = UInt64(shape) << 32 | UInt64(truncatingIfNeeded: name)
    return (Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55), key)
  }

  /// As it is handed to the next render.
  var forNextRender: LookupCache {
    var cache = self
    cache.hasLearned = false
    return cache
  }
}
