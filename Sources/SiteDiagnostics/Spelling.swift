/// The letters of a name in lower case, as far as anybody reads: what is compared to find a mistyped one.
struct Spelling: Sendable {
  private let letters: [UInt32]
  /// A bit for each letter that occurs, modulo 64: an edit can bring one new bit, and take one away.
  private let signature: UInt64

  /// Longer names are compared by their beginnings.
  private static let longest = 64

  init(_ name: String) {
    var letters: [UInt32] = []
    letters.reserveCapacity(min(Self.longest, name.utf8.count))
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in name.utf8.prefix(Self.longest) { letters.append(UInt32(byte &- 0x41 < 26 ? byte | 0x20 : byte)) }
    } else {
      for scalar in name.lowercased().unicodeScalars.prefix(Self.longest) { letters.append(scalar.value) }
    }
    self.letters = letters
    signature = letters.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// How many edits a misspelling may be away: a third of the letters, at least one.
  var tolerance: Int { max(1, letters.count / 3) }

  /// How many edits lead from one spelling to another; `nil` where they are more than `limit`.
  func distance(to other: Spelling, within limit: Int) -> Int? {
    guard abs(letters.count - other.letters.count) <= limit,
      (signature & ~other.signature).nonzeroBitCount <= limit, (other.signature & ~signature).nonzeroBitCount <= limit
    else { return nil }
    // What both begin or end with costs nothing.
    var start = 0
    var (end, otherEnd) = (letters.count, other.letters.count)
    while start < min(end, otherEnd), letters[start] == other.letters[start] { start += 1 }
    while end > start, otherEnd > start, letters[end - 1] == other.letters[otherEnd - 1] {
      end -= 1
      otherEnd -= 1
    }
    if start == end { return otherEnd - start }
    if start == otherEnd { return end - start }
    return Self.distance(letters[start..<end], other.letters[start..<otherEnd], within: limit)
  }

  /// Row by row through the table of distances between beginnings, as long as a row holds one that is near enough.
  private static func distance(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, within limit: Int) -> Int? {
    let (from, to) = (left.startIndex, right.startIndex)
    let width = right.count
    var rows = [Int](repeating: 0, count: 3 * (width + 1))
    var (beforeLast, last, row) = (0, width + 1, 2 * (width + 1))
    for j in 0...width { rows[last + j] = j }
    var lastLeast = 0
    for i in 0..<left.count {
      rows[row] = i + 1
      var least = i + 1
      for j in 0..<width {
        let isSame = left[from + i] == right[to + j]
        var edits = min(rows[last + j + 1] + 1, rows[row + j] + 1, rows[last + j] + (isSame ? 0 : 1))
        if i > 0, j > 0, left[from + i] == right[to + j - 1], left[from + i - 1] == right[to + j] {
          edits = min(edits, rows[beforeLast + j - 1] + 1)
        }
        rows[row + j + 1] = edits
        least = min(least, edits)
      }
      // A swap of neighbours reaches back two rows.
      if least > limit, lastLeast > limit { return nil }
      lastLeast = least
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return rows[last + width] <= limit ? rows[last + width] : nil
  }
}
