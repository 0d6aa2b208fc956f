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
      return titles[left].precedes(titles[right]) ?? (pages[left].own.address < pages[right].own.address)
    }
    var ranks = [Int](repeating: 0, count: pages.count)
    for (rank, index) in sorted.enumerated() { ranks[index] = rank }
    self.ranks = ranks
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
