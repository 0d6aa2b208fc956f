extension PageTextScanner {
  /// Passes a word of up to 15 letters of ASCII, which most are; `nil` where it is another.
  @inline(__always)
  mutating func scanPlainWord(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let block = ByteBlock(bytes, at: start) else { return nil }
    var count = block.letterCount
    var hasSmall = block.hasSmall(among: count)
    if count == 8 {
      guard let rest = ByteBlock(bytes, at: start + 8) else { return nil }
      let more = rest.letterCount
      if more == 8 { return nil }
      hasSmall = hasSmall || rest.hasSmall(among: more)
      count += more
    }
    guard count > 0, start + count < end else { return nil }
    let next = bytes[start + count]
    // A digit, or a colon, after which an address may follow.
    guard next < 0x80, next &- UInt8(ascii: "0") > 10 else { return nil }
    take(bytes, start..<start + count, letters: count, hasSmall: hasSmall, block)
    return start + count
  }

  /// Takes note of a word.
  ///
  /// - Parameter beginning: the eight bytes that begin with it.
  @inline(__always)
  private mutating func take(
    _ bytes: Span<UInt8>, _ word: Range<Int>, letters: Int, hasSmall: Bool, _ beginning: ByteBlock
  ) {
    wordCount += 1
    if hasSmall { closeRun() } else { run.add(word, letters: letters) }
    let place = words.place(of: beginning, count: word.count)
    guard words.isTaken(place) else { return }
    let isShort = word.count <= 8 && beginning.letterCount >= word.count
    let meanings =
      isShort
      ? words.meanings(ofLetters: beginning.folded(word.count), at: place)
      : words.meanings(of: word, in: bytes, at: place)
    if !meanings.isEmpty { note(meanings, of: word) }
  }

  /// Whether the last word that only one language has is of another language than the text: then one of its own ends the
  /// passage. All others, and there are many, tell nothing.
  private var isPassageOpen: Bool {
    guard case .foreign(let tongue) = hits.last(where: \.isForeign)?.meaning else { return false }
    return tongue != own
  }

  private mutating func note(_ meanings: Range<Int>, of word: Range<Int>) {
    for number in meanings {
      if case .foreign(let tongue) = words[number], tongue == own, !isPassageOpen { continue }
      hits.append(.init(meaning: words[number], range: word, word: wordCount))
    }
  }

  mutating func scanWord(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let word = Word(bytes, from: start, to: end)
    var offset = word.end
    if offset < end, bytes[offset] == UInt8(ascii: ":"), bytes.stands("://", at: offset), offset + 2 < end {
      while offset < end, bytes[offset] > 0x20 { offset += 1 }
      return offset
    }
    let range = start..<offset
    if word.hasDigit {
      wordCount += 1
      if word.letters == 0 { noteNumber(bytes, range) }
      return offset
    }
    take(
      bytes, range, letters: word.letters, hasSmall: word.hasSmall,
      ByteBlock(bytes, at: start) ?? ByteBlock(bytes, first: range))
    return max(offset, start + 1)
  }

  private struct Word {
    var end: Int
    var letters = 0
    var hasSmall = false
    var hasDigit = false

    /// Letters and digits; beyond ASCII those of Latin (U+00C0…U+017F).
    @inline(__always)
    init(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
      end = start
      while end < limit {
        takeLetters(bytes, to: limit)
        guard end < limit else { return }
        let byte = bytes[end]
        if byte < UInt8(ascii: "0") { return }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          hasDigit = true
          end += 1
        case 0xC3...0xC5 where end + 1 < limit:
          // À…Þ, of which each is two bytes, are capitals.
          if byte != 0xC3 || bytes[end + 1] >= 0x9F { hasSmall = true }
          letters += 1
          end += 2
        default: return
        }
      }
    }

    /// Letters of ASCII.
    @inline(__always)
    private mutating func takeLetters(_ bytes: Span<UInt8>, to limit: Int) {
      while let block = ByteBlock(bytes, at: end) {
        let count = min(block.letterCount, limit - end)
        if block.hasSmall(among: count) { hasSmall = true }
        letters += count
        end += count
        if count < 8 { return }
      }
      while end < limit, isLetter(bytes[end]) {
        if bytes[end] >= UInt8(ascii: "a") { hasSmall = true }
        letters += 1
        end += 1
      }
    }
  }

  /// `DD.MM.YYYY`, seen from its year.
  private mutating func noteNumber(_ bytes: Span<UInt8>, _ year: Range<Int>) {
    guard year.count == 4, year.lowerBound >= 4, bytes[year.lowerBound - 1] == UInt8(ascii: ".") else { return }
    var start = year.lowerBound - 1
    var dots = 0
    while start > 0, isDigit(bytes[start - 1]) || (bytes[start - 1] == UInt8(ascii: ".") && dots == 0) {
      start -= 1
      if bytes[start] == UInt8(ascii: ".") { dots += 1 }
    }
    guard dots == 1, start < year.lowerBound - 3 else { return }
    // `Az. 4.61.20.2025`, `10.45.2024.1`, `Bericht_31.02.2025.pdf` are numbers and names of other kinds.
    if start > 0, isLetter(bytes[start - 1]) || "._-/:#".utf8.contains(bytes[start - 1]) { return }
    let end = year.upperBound
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(bytes[end + 1]) || isLetter(bytes[end + 1]) {
      return
    }
    numericDates.append(start..<end)
  }

  @inline(__always)
  mutating func closeRun() {
    if !run.isEmpty { endRun() }
  }

  private mutating func endRun() {
    if let range = run.range { capitals.append(range) }
    run = CapitalRun()
  }
}
