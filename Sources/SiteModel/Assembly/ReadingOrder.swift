/// The orders in which pages are listed. Both are total, so that equal input gives equal lists on every machine.
struct ReadingOrder {
  private struct Key {
    var weight: Int
    /// `nil` sorts last.
    var date: SiteDate?
    var title: String
    var address: String
  }

  private let keys: [Key]

  init(_ pages: [Page]) {
    keys = pages.map {
      Key(
        weight: $0.metadata.weight ?? Int.max, date: $0.metadata.date, title: $0.metadata.title, address: $0.address)
    }
  }

  /// In a section or an edition: by weight, pages without one last; then newest first.
  func listPrecedes(_ left: PageID, _ right: PageID) -> Bool {
    let (a, b) = (keys[left.index], keys[right.index])
    return a.weight != b.weight ? a.weight < b.weight : newestFirst(left, right)
  }

  /// By date, pages without one last; then by weight, by title in the order of code points, and by address.
  func newestFirst(_ left: PageID, _ right: PageID) -> Bool {
    let (a, b) = (keys[left.index], keys[right.index])
    switch (a.date, b.date) {
    case (let first?, let second?) where first != second: return first > second
    case (.some, nil): return true
    case (nil, .some): return false
    default: break
    }
    if a.weight != b.weight { return a.weight < b.weight }
    if a.title != b.title { return a.title.unicodeScalars.lexicographicallyPrecedes(b.title.unicodeScalars) }
    return a.address < b.address
  }
}
