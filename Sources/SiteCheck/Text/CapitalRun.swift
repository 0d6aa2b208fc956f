/// Words in capitals, one after the other: shouting, unless they are abbreviations.
struct CapitalRun {
  private var start = 0
  private var end = 0
  private var words = 0
  private var letters = 0
  private var longest = 0

  mutating func add(_ word: Range<Int>, letters count: Int) {
    if words == 0 { start = word.lowerBound }
    end = word.upperBound
    words += 1
    letters += count
    longest = max(longest, count)
  }

  var range: Range<Int>? {
    let isShouting = (words >= 2 && longest >= 5 && letters >= 10) || longest >= 14
    return isShouting ? start..<end : nil
  }
}
