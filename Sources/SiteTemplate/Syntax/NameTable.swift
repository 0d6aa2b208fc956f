/// A name of the templates as a number: its place in their `NameTable`.
struct Name: Hashable, Sendable {
  private let number: Int32

  init(_ place: Int) { number = Int32(truncatingIfNeeded: place) }

  init(_ word: Word) { number = word.rawValue }

  init(_ field: LoopField) { number = Int32(Word.allCases.count) + Int32(field.rawValue) }

  /// What stands where a token has no name.
  static let none = Name(-1)

  var place: Int { Int(number) }
}

/// Every name that the templates of a set mention, once: variables, attributes, filters, blocks, and the words of the
/// language itself, whose places are those of `Word` and `LoopField`.
///
/// The lexer looks names up here as it meets them, so that everything after it compares numbers.
struct NameTable: Sendable {
  private struct Slot {
    var hash: UInt32
    /// -1 where the slot is free.
    var place: Int32
  }

  private(set) var texts: [Text] = []
  /// An open hash table with at least twice as many slots as there are names, a power of two.
  private var slots: [Slot]

  /// The hash of an empty name, to be combined with the bytes of one.
  let hash = NameHash()

  private init() {
    slots = Array(repeating: Slot(hash: 0, place: -1), count: 512)
    for word in Word.allCases { _ = insert(word.text) }
    for field in LoopField.allCases { _ = insert(Text("\(field)")) }
  }

  /// The table that every set of templates begins with.
  static let words = NameTable()

  subscript(place: Int) -> Text { texts[place] }

  subscript(name: Name) -> Text { texts[name.place] }

  /// The name that stands in these bytes of a template, which the table shares.
  mutating func name(at range: Range<Int>, of source: [UInt8], _ hash: NameHash) -> Name {
    let slot = slot(of: source.span.extracting(range), hash.value)
    if slots[slot].place >= 0 { return Name(Int(slots[slot].place)) }
    return insert(Text(sharing: source, range), hash.value, at: slot)
  }

  mutating func name(of text: Text) -> Name { find(text) ?? insert(text) }

  /// The name of a text; `nil` if no template mentions it.
  func find(_ text: Text) -> Name? {
    let place = slots[slot(of: text.bytes, hash(of: text.bytes))].place
    return place >= 0 ? Name(Int(place)) : nil
  }

  private mutating func insert(_ text: Text) -> Name {
    let hash = hash(of: text.bytes)
    return insert(text, hash, at: slot(of: text.bytes, hash))
  }

  private mutating func insert(_ text: Text, _ hash: UInt32, at slot: Int) -> Name {
    slots[slot] = Slot(hash: hash, place: Int32(truncatingIfNeeded: texts.count))
    texts.append(text)
    if texts.count * 2 > slots.count { grow() }
    return Name(texts.count - 1)
  }

  /// Where a text is in the table, or where it would be.
  private func slot(of bytes: borrowing Span<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot].place >= 0 {
      if slots[slot].hash == hash, texts[Int(slots[slot].place)].hasBytes(bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func hash(of bytes: borrowing Span<UInt8>) -> UInt32 {
    var hash = hash
    for index in bytes.indices { hash.combine(bytes[index]) }
    return hash.value
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(hash: 0, place: -1), count: old.count * 2)
    for entry in old where entry.place >= 0 {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot].place >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}

/// The hash of a name, byte by byte.
struct NameHash: Sendable {
  private var state: UInt64 = 0
  /// Differs from process to process, so that no template can be written to fill one place of a table.
  private let multiplier = UInt64.random(in: .min ... .max) | 1

  @inline(__always)
  mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* multiplier }

  var value: UInt32 { UInt32(truncatingIfNeeded: state >> 32) }
}
