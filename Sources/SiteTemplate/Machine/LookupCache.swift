/// Remembers where names lie in shapes: a table with two places for each entry, where the latest lookup wins.
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
    if entries[slot].key == key { return entries[slot].index }
    return entries[slot ^ 1].key == key ? entries[slot ^ 1].index : nil
  }

  mutating func remember(_ place: Int, of name: Int, inShape shape: UInt32) {
    var (slot, key) = Self.slot(name, shape)
    if entries[slot].key != 0, entries[slot ^ 1].key == 0 { slot ^= 1 }
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
