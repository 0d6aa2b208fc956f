import SiteDiagnostics
import SiteModel

extension Rule {
  static let dateImpossible = Rule(
    "date.impossible", .error, "every date is a day of the calendar",
    .page { page, findings in
      for hit in page.text.hits {
        guard case .month = hit.meaning, let date = page.date(around: hit) else { continue }
        check(date, page, &findings)
      }
      for range in page.text.numericDates {
        var cursor = DateCursor(page.bytes, from: range.lowerBound, monthNames: [:])
        if let date = cursor.date() { check(date, page, &findings) }
      }
    })

  private static func check(_ date: WrittenDate, _ page: CheckedPage, _ findings: inout PageFindings) {
    let text = page.string(date.range)
    guard (1...12).contains(date.month) else {
      findings.add("there is no such month: `\(text)`", at: date.range, hint: "months go from 1 to 12")
      return
    }
    let days = SiteDate.days(in: date.month, of: date.year ?? 2024)
    guard !(1...days).contains(date.day) else { return }
    findings.add("there is no such day: `\(text)`", at: date.range, hint: "that month has \(days) days")
  }
}
