import SiteDiagnostics

extension Rule {
  static let legalOutdatedCitation = Rule(
    "legal.outdated-citation", .warning, "laws are cited by the name that they have today",
    .profilePage { page, profile, findings in
      var last = 0
      for hit in page.text.hits {
        guard case .citation(let index) = hit.meaning, hit.range.lowerBound >= last else { continue }
        let citation = profile.citations[index]
        guard let range = Phrase(citation.phrase).range(around: hit.range, in: page.bytes) else { continue }
        last = range.upperBound
        findings.add(message(for: citation), at: range, hint: hint(for: citation))
      }
    },
    .profile { site, profile, findings in
      for template in site.templates {
        var told: [Range<Int>] = []
        var cursor = SourceCursor(template)
        for citation in profile.citations {
          for range in Phrase(citation.phrase).ranges(in: template.bytes) where !told.contains(where: range.overlaps) {
            told.append(range)
            findings.add(message(for: citation), at: cursor.location(of: range), hint: hint(for: citation))
          }
        }
      }
    })

  private static func message(for citation: Profile.Citation) -> String {
    "`\(citation.phrase)` is out of date since \(citation.since)"
  }

  private static func hint(for citation: Profile.Citation) -> String { "write `\(citation.replacement)`" }
}
