/// A name of the templates as a number: its place in their `NameTable`.
struct Name: Hashable, Sendable {
  private let number: Int32

  @inline(__always)
  init(_ place: Int) { number = Int32(truncatingIfNeeded: place) }

  @inline(__always)
  init(_ word: Word) { number = word.rawValue }

  init(_ field: LoopField) { number = Int32(Word.allCases.count) + Int32(field.rawValue) }

  /// What stands where a token has no name.
  static let none = Name(-1)

  @inline(__always)
  var place: Int { Int(number) }
}

/// Every name that the templates of a set mention, once: variables, attributes, filters, blocks, after the words of the
/// language itself, whose places are those of `Word` and `LoopField`, and what the environment knows by name.
///
/// The lexer looks names up here as it meets them, so that everything after it compares numbers.
struct NameTable: Sendable {
  /// Up to eight bytes of a name lie in its slot, so that most are found without looking anywhere else.
  private struct Slot {
    var word: UInt64
    var count: UInt32
    /// -1 where the slot is free.
    var place: Int32

    static let free = Slot(word: 0, count: 0, place: -1)
  }

  /// The names that the tables of all sets of an environment begin with; a set's table never changes them, so that none
  /// has to be copied.
  private var shared: [Text] = []
  /// Those that templates added.
  private var added: [Text] = []
  /// An open hash table with at least twice as many slots as there are names, a power of two.
  private var slots: [Slot]
  /// By how many bits a hash is shifted to become a slot's number.
  private var shift: UInt64

  /// Differs from process to process, so that no template can be written to fill one place of a table.
  private static let multiplier = UInt64.random(in: .min ... .max) | 1
  private let multiplier: UInt64

  private init() {
    slots = Array(repeating: .free, count: 512)
    shift = 64 - 9
    multiplier = Self.multiplier
    for word in Word.allCases { share(word.text) }
    for field in LoopField.allCases { share(Text("\(field)")) }
  }

  /// The table that every environment begins with.
  static let words = NameTable()

  var count: Int { shared.count + added.count }

  subscript(place: Int) -> Text { place < shared.count ? shared[place] : added[place - shared.count] }

  subscript(name: Name) -> Text { self[name.place] }

  /// Adds a name before any template is read.
  @discardableResult
  mutating func share(_ text: Text) -> Name {
    precondition(added.isEmpty, "names are shared before templates add theirs")
    let slot = slot(of: text.bytes)
    if slots[slot].place >= 0 { return Name(Int(slots[slot].place)) }
    shared.append(text)
    return occupy(slot, by: text)
  }

  /// The name that stands in these bytes of a template, which the table keeps.
  mutating func name(at range: Range<Int>, of source: [UInt8]) -> Name {
    let slot = slot(of: source.span.extracting(range))
    let place = slots[slot].place
    return place >= 0 ? Name(Int(place)) : add(Text(sharing: source, range), at: slot)
  }

  mutating func name(of text: Text) -> Name {
    let slot = slot(of: text.bytes)
    return slots[slot].place >= 0 ? Name(Int(slots[slot].place)) : add(text, at: slot)
  }

  /// The name of a text; `nil` if neither a template nor the environment mentions it.
  func find(_ text: Text) -> Name? {
    let place = slots[slot(of: text.bytes)].place
    return place >= 0 ? Name(Int(place)) : nil
  }

  private mutating func add(_ text: Text, at slot: Int) -> Name {
    if added.isEmpty { added.reserveCapacity(64) }
    added.append(text)
    return occupy(slot, by: text)
  }

  /// Puts the name that was added last into a slot.
  private mutating func occupy(_ slot: Int, by text: Text) -> Name {
    slots[slot] = Slot(
      word: text.bytes.word(), count: UInt32(truncatingIfNeeded: text.byteCount),
      place: Int32(truncatingIfNeeded: count - 1))
    if count * 2 > slots.count { grow() }
    return Name(count - 1)
  }

  /// Where a name is in the table, or where it would be.
  @inline(__always)
  private func slot(of bytes: Span<UInt8>) -> Int {
    let word = bytes.word()
    let count = UInt32(truncatingIfNeeded: bytes.count)
    var slot = Int(truncatingIfNeeded: hash(of: bytes, word) >> shift)
    while true {
      let entry = slots[slot]
      if entry.place < 0 { return slot }
      if entry.word == word, entry.count == count, count <= 8 || self[Int(entry.place)].hasBytes(bytes) { return slot }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  @inline(__always)
  private func hash(of bytes: Span<UInt8>, _ word: UInt64) -> UInt64 {
    var hash = (word ^ UInt64(truncatingIfNeeded: bytes.count)) &* multiplier
    var place = 8
    while place < bytes.count {
      hash = (hash ^ hash >> 29 ^ bytes.word(from: place)) &* multiplier
      place &+= 8
    }
    return hash
  }

  private mutating func grow() {
    slots = Array(repeating: .free, count: slots.count * 2)
    shift -= 1
    for place in 0..<count {
      let text = self[place]
      slots[slot(of: text.bytes)] = Slot(
        word: text.bytes.word(), count: UInt32(truncatingIfNeeded: text.byteCount),
        place: Int32(truncatingIfNeeded: place))
    }
  }
}
