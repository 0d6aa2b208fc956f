/// The ids of a page: each is given once.
struct IDRegistry {
  private(set) var all: [String] = []
  /// Of ids that the page's template has: what became of those that a text wanted all the same.
  private(set) var moved: [String: String] = [:]
  /// The ids that no text may have.
  private let reserved: Set<String>
  /// The same ids, once they are too many to look through.
  private var known: Set<String> = []
  /// The number to try next after a wanted id that was taken, so that a thousand equal headings cost a thousand steps.
  private var nextNumber: [String: Int] = [:]

  private static let fewEnoughToLookThrough = 12

  init(reserved: Set<String>) { self.reserved = reserved }

  /// The wanted id, or the wanted one with the first free number after it.
  mutating func unique(_ wanted: String) -> String {
    if insert(wanted) { return wanted }
    var number = nextNumber[wanted] ?? 2
    while !insert("\(wanted)-\(number)") { number += 1 }
    nextNumber[wanted] = number + 1
    let given = "\(wanted)-\(number)"
    if reserved.contains(wanted), moved[wanted] == nil, !all.contains(wanted) { moved[wanted] = given }
    return given
  }

  func isReserved(_ id: String) -> Bool { reserved.contains(id) }

  /// Takes an id as it is; false if it is taken.
  mutating func insert(_ id: String) -> Bool { !reserved.contains(id) && note(id) }

  /// Takes an id that is written whatever else the page has; false if it is taken.
  @discardableResult
  mutating func note(_ id: String) -> Bool {
    if all.count < Self.fewEnoughToLookThrough {
      if all.contains(id) { return false }
    } else {
      if known.isEmpty { known = Set(all) }
      guard known.insert(id).inserted else { return false }
    }
    all.append(id)
    return true
  }
}
