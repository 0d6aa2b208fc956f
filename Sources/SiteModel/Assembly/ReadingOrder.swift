/// The orders in which pages are listed. Both are total, so that equal input gives equal lists on every machine.
///
/// Every page's place in the one order is worked out once; the many lists are then sorted by numbers.
struct ReadingOrder {
  private let weights: [Int]
  /// Each page's place among all, newest first.
  private let ranks: [Int]

  init(_ pages: [PageDraft]) {
    weights = pages.map { $0.own.metadata.weight ?? Int.max }
    let titles = pages.map(\.own.metadata.title)
    let (weights, dates) = (weights, pages.map { Self.number(of: $0.own.metadata.date) })
    let sorted = pages.indices.sorted { left, right in
      if dates[left] != dates[right] { return dates[left] > dates[right] }
      if weights[left] != weights[right] { return weights[left] < weights[right] }
      return Self.compare(titles[left], titles[right]) ?? (pages[left].address < pages[right].address)
    }
    var ranks = [Int](repeating: 0, count: pages.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = rank }
    self.ranks = ranks
  }

  /// Whether a text comes before another one in the order of code points, which is that of UTF-8; `nil` where they are
  /// the same.
  private static func compare(_ left: String, _ right: String) -> Bool? {
    let (left, right) = (left.utf8.span, right.utf8.span)
    let count = min(left.count, right.count)
    for offset in 0..<count where left[offset] != right[offset] { return left[offset] < right[offset] }
    return left.count == right.count ? nil : left.count < right.count
  }

  /// A number that is higher for later dates, and lowest where there is none.
  private static func number(of date: SiteDate?) -> Int64 {
    date.map { Int64($0.day) << 20 | (Int64($0.time?.second ?? -1) + 1) } ?? Int64.min
  }

  /// In a section or an edition: by weight, pages without one last; then newest first.
  func listPrecedes(_ left: PageID, _ right: PageID) -> Bool {
    let (a, b) = (weights[left.index], weights[right.index])
    return a != b ? a < b : newestFirst(left, right)
  }

  /// By date, pages without one last; then by weight, by title in the order of code points, and by address.
  func newestFirst(_ left: PageID, _ right: PageID) -> Bool { ranks[left.index] < ranks[right.index] }
}
