/// Words that rules wait for. The text is cut into words once; a word that nobody waits for costs one look at a table.
package struct WordTable: Sendable {
  enum Meaning: Sendable, Hashable {
    /// 0 is Monday.
    case weekday(Int)
    /// 1 is January.
    case month(Int)
    case placeholder
    /// Half of a date that nobody knows yet: `XX.XX.2026`.
    case unknownNumber
    /// Says in brackets what is to be written there: `[Datum einfügen]`, `[insert date]`.
    case request
    /// A little word that only one language has.
    case foreign(Tongue)
    case colour
    /// Begins a citation of the profile, by its index.
    case citation(Int)
  }

  enum Tongue: String, Sendable {
    case german = "de"
    case english = "en"

    /// Of a code such as `de` or `en-GB`; `nil` for a language of which no words are known.
    init?(language: String) { self.init(rawValue: String(language.prefix { $0 != "-" })) }
  }

  private struct Entry {
    let hash: UInt64
    /// The letters of a word of up to eight letters of ASCII, in lower case; 0 for others.
    let letters: UInt64
    /// Which of the table's meanings are the word's.
    let meanings: Range<Int>
  }

  private var entries: [Entry] = []
  private var meanings: [Meaning] = []
  /// The numbers of entries, counted from 1, by the beginnings of their words; those that would come to lie in the same
  /// place lie in the next ones. At most one place in eight is taken.
  private var places: [UInt32]
  /// A bit for each place, set where it is taken: small enough to stay at hand while a page is read.
  private var taken: [UInt64]

  package init(profile: Profile? = nil) {
    let words = Dictionary(grouping: Self.words(profile)) { WordHash($0.word).value }
    let width = Int.bitWidth - (words.count * 8).leadingZeroBitCount
    places = [UInt32](repeating: 0, count: 1 << width)
    taken = [UInt64](repeating: 0, count: places.count / 64)
    for (hash, words) in words { add(words, hash) }
  }

  /// Words that are one but for capitals.
  private mutating func add(_ words: [(word: String, meaning: Meaning)], _ hash: UInt64) {
    let bytes = Array(words[0].word.utf8)
    let beginning = ByteBlock(bytes.span, first: bytes.indices)
    entries.append(
      Entry(
        hash: hash, letters: beginning.letterCount == bytes.count ? beginning.folded(bytes.count) : 0,
        meanings: meanings.count..<meanings.count + words.count))
    meanings += words.map(\.meaning)
    var place = place(of: beginning, count: bytes.count)
    while places[place] != 0 { place = next(after: place) }
    places[place] = UInt32(entries.count)
    taken[place >> 6] |= 1 << UInt64(place & 63)
  }

  // MARK: Looking up

  /// Where a word would have its place: by its first eight bytes, in lower case, and its length.
  @inline(__always)
  func place(of start: ByteBlock, count: Int) -> Int {
    let key = (start.folded(min(count, 8)) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: key &>> 32) & (places.count - 1)
  }

  /// Whether any word has its place there.
  @inline(__always)
  func isTaken(_ place: Int) -> Bool { taken[place >> 6] & 1 &<< UInt64(place & 63) != 0 }

  private func next(after place: Int) -> Int { (place + 1) & (places.count - 1) }

  /// The numbers of the meanings of a word that would have its place there; none where nobody waits for it.
  func meanings(of word: Range<Int>, in bytes: Span<UInt8>, at first: Int) -> Range<Int> {
    let hash = WordHash(bytes, word).value
    return meanings(at: first) { $0.hash == hash }
  }

  /// As above, for a word of up to eight letters of ASCII, in lower case.
  func meanings(ofLetters letters: UInt64, at first: Int) -> Range<Int> {
    meanings(at: first) { $0.letters == letters }
  }

  @inline(__always)
  private func meanings(at first: Int, where isMeant: (Entry) -> Bool) -> Range<Int> {
    var place = first
    while places[place] != 0 {
      let entry = entries[Int(places[place]) - 1]
      if isMeant(entry) { return entry.meanings }
      place = next(after: place)
    }
    return 0..<0
  }

  subscript(number: Int) -> Meaning { meanings[number] }
}
