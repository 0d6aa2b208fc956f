import SiteDiagnostics
import SiteModel

extension Rule {
  static let legalReviewOverdue = Rule(
    "legal.review-overdue", .error, "what must be looked at each year is looked at each year",
    .profile { site, profile, findings in
      for review in profile.reviews {
        guard let text = site.setting(review.path), !site.isPlaceholder(text) else { continue }
        guard let date = try? SiteDate(parsing: text, clock: site.site.clock) else {
          findings.add(
            "`\(review.path.joined(separator: "."))` is no date: `\(text)`", at: site.settingPlaces(review.path),
            hint: "write it as year, month, day: `2025-12-15`")
          continue
        }
        let days = Int(site.site.clock.today.day - date.day)
        guard days >= review.warnAfter else { continue }
        findings.add(
          "\(review.name) was \(days) days ago (\(review.duty))", at: site.settingPlaces(review.path),
          hint: "review it within \(review.failAfter) days, and then set `\(review.path.joined(separator: "."))`",
          severity: days > review.failAfter ? nil : .warning)
      }
    })
}
