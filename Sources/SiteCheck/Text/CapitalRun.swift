/// Words in capitals, one after the other: shouting, unless they are abbreviations.
struct CapitalRun {
  private var start = 0
  private var end = 0
  private var words = 0
  /// Those of four letters and more: less is an abbreviation, and much that begins a company's name is none.
  private var longWords = 0
  private var letters = 0
  private var longest = 0

  var isEmpty: Bool { words == 0 }

  mutating func add(_ word: Range<Int>, letters count: Int) {
    if words == 0 { start = word.lowerBound }
    end = word.upperBound
    words += 1
    if count >= 4 { longWords += 1 }
    letters += count
    longest = max(longest, count)
  }

  var range: Range<Int>? {
    let isShouting = (longWords >= 2 && longest >= 5 && letters >= 10) || longest >= 14
    return isShouting ? start..<end : nil
  }
}
