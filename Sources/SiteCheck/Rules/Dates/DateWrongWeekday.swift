import SiteDiagnostics
import SiteModel

extension Rule {
  static let dateWrongWeekday = Rule(
    "date.wrong-weekday", .error, "a date and its weekday belong together",
    .page { page, findings in
      for (index, hit) in page.text.hits.enumerated() {
        guard case .weekday(let claimed) = hit.meaning, let date = page.date(afterHit: index) else {
          continue
        }
        // `Mo` and `So` are words too; with a date after them they are days.
        let years = date.year.map { [$0] } ?? page.likelyYears
        let real = years.compactMap { SiteDate(year: $0, month: date.month, day: date.day)?.weekday }
        guard !real.isEmpty, !real.contains(claimed), let first = real.first, let year = years.first else { continue }
        let isGerman = germanDays[claimed].lowercased().hasPrefix(page.string(hit.range).lowercased().prefix(4))
        let names = isGerman ? germanDays : englishDays
        findings.add(
          "`\(page.string(hit.range.lowerBound..<date.range.upperBound))` is a \(names[first])\(date.year == nil ? " in \(year)" : "")",
          at: hit.range.lowerBound..<date.range.upperBound, hint: "one of the two is wrong: the weekday or the date")
      }
    })

  private static let germanDays = [
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
  ]
  private static let englishDays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}

extension CheckedPage {
  /// The years that a date without one may mean: those around the page's own date.
  var likelyYears: [Int] {
    guard let year = page.metadata.date?.civil.year else { return [] }
    return [year, year + 1, year - 1]
  }
}
