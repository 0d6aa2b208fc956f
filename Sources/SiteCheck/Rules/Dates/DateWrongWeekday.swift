import SiteDiagnostics
import SiteModel

extension Rule {
  static let dateWrongWeekday = Rule(
    "date.wrong-weekday", .error, "a date and its weekday belong together",
    .page { page, findings in
      for (index, hit) in page.text.hits.enumerated() {
        switch hit.meaning {
        case .weekday where page.saysWeekday(hit):
          // `Mo` and `So` are words too; with a date after them they are days.
          if let date = page.date(afterHit: index) { check(hit, date, page, &findings) }
        case .month:
          if let date = page.date(around: hit) { checkWeekday(after: date, page, &findings) }
        default: break
        }
      }
      for range in page.text.numericDates {
        var cursor = DateCursor(page.bytes, from: range.lowerBound, monthNames: [:])
        if let date = cursor.date() { checkWeekday(after: date, page, &findings) }
      }
    })

  private static func checkWeekday(after date: WrittenDate, _ page: CheckedPage, _ findings: inout PageFindings) {
    if let hit = page.weekday(after: date), page.saysWeekday(hit) { check(hit, date, page, &findings) }
  }

  private static func check(
    _ hit: PageText.Hit, _ date: WrittenDate, _ page: CheckedPage, _ findings: inout PageFindings
  ) {
    guard case .weekday(let claimed) = hit.meaning else { return }
    let years = date.year.map { [$0] } ?? page.likelyYears
    let real = years.compactMap { SiteDate(year: $0, month: date.month, day: date.day)?.weekday }
    guard !real.isEmpty, !real.contains(claimed), let first = real.first, let year = years.first else { return }
    let isGerman = germanDays[claimed].lowercased().hasPrefix(page.string(hit.range).lowercased().prefix(4))
    let names = isGerman ? germanDays : englishDays
    let range =
      min(hit.range.lowerBound, date.range.lowerBound)..<max(hit.range.upperBound, date.range.upperBound)
    findings.add(
      "`\(page.string(range))` is a \(names[first])\(date.year == nil ? " in \(year)" : "")",
      at: range, hint: "one of the two is wrong: the weekday or the date")
  }

  private static let germanDays = [
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
  ]
  private static let englishDays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}

extension CheckedPage {
  /// Whether a word that can be a weekday is one: the short forms are words of other languages, or names.
  func saysWeekday(_ hit: PageText.Hit) -> Bool {
    let word = bytes[hit.range]
    guard word.count <= 3, let first = word.first else { return true }
    // `so`, `FR, 12.12.2025` (a newspaper), `SAT` (an examination).
    let isWritten = first < 0x60 && word.dropFirst().allSatisfy { $0 >= 0x60 }
    let language = page.language.prefix(2)
    guard isWritten, word.count == 2 ? language == "de" : language == "en" else { return false }
    // `The Sun, 12 March 2025`
    return !bytes[..<hit.range.lowerBound].suffix(4).map({ $0 | 0x20 }).elementsEqual("the ".utf8)
  }

  /// The years that a date without one may mean: those around the page's own date.
  var likelyYears: [Int] {
    guard let year = page.metadata.date?.civil.year else { return [] }
    return [year, year + 1, year - 1]
  }
}
