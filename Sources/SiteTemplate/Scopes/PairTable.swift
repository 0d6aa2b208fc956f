/// A hash table from pairs of small numbers to a number: what a name is in a scope.
///
/// Open addressing over one array, because the compiler asks it several times for every name of every template.
struct PairTable: ~Copyable {
  struct Slot {
    var first: Int32
    var second: Int32
    var value: Int32
  }

  private var slots: Arena<Slot>
  private var count = 0
  /// By how many bits a hash is shifted to become a slot's number.
  private var shift: UInt64

  private static let free = Slot(first: -1, second: -1, value: 0)

  init() {
    slots = Arena(repeating: Self.free, count: 256)
    shift = 56
  }

  /// - Precondition: neither number is negative.
  subscript(first: Int, second: Int) -> Int? {
    let entry = slots[slot(of: Int32(truncatingIfNeeded: first), Int32(truncatingIfNeeded: second))]
    return entry.first >= 0 ? Int(entry.value) : nil
  }

  mutating func set(_ first: Int, _ second: Int, to value: Int) {
    let first = Int32(truncatingIfNeeded: first)
    let second = Int32(truncatingIfNeeded: second)
    let slot = slot(of: first, second)
    if slots[slot].first < 0 { count += 1 }
    slots[slot] = Slot(first: first, second: second, value: Int32(truncatingIfNeeded: value))
    if count * 2 > slots.count { grow() }
  }

  /// Where a pair is, or where it would be.
  private func slot(of first: Int32, _ second: Int32) -> Int {
    let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while true {
      let entry = slots[slot]
      if entry.first < 0 || (entry.first == first && entry.second == second) { return slot }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  private mutating func grow() {
    var old = Arena(repeating: Self.free, count: slots.count * 2)
    swap(&old, &slots)
    shift -= 1
    for place in 0..<old.count where old[place].first >= 0 {
      slots[slot(of: old[place].first, old[place].second)] = old[place]
    }
  }
}
