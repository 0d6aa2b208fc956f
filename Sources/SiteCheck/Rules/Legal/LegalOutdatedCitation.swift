import SiteDiagnostics

extension Rule {
  static let legalOutdatedCitation = Rule(
    "legal.outdated-citation", .warning, "laws are cited by the name that they have today",
    .profilePage { page, profile, findings in
      var last = 0
      for hit in page.text.hits {
        guard case .citation(let index) = hit.meaning, hit.range.lowerBound >= last else { continue }
        let citation = profile.citations[index]
        guard let range = page.range(of: citation.phrase, around: hit.range) else { continue }
        last = range.upperBound
        findings.add(
          "`\(citation.phrase)` is out of date since \(citation.since)", at: range,
          hint: "write `\(citation.replacement)`")
      }
    })
}

extension CheckedPage {
  /// The bytes of a phrase that a word belongs to; any blanks stand for its blanks.
  func range(of phrase: String, around word: Range<Int>) -> Range<Int>? {
    let length = phrase.utf8.count + 8
    let start = max(bodyStart, word.lowerBound - length)
    let end = min(bytes.count, word.upperBound + length)
    let wanted = phrase.split(separator: " ").map { Array($0.utf8) }
    guard let first = wanted.first else { return nil }
    for offset in start...word.lowerBound where bytes[offset..<end].starts(with: first) {
      var position = offset + first.count
      var matches = true
      for part in wanted.dropFirst() {
        let blanks = position
        while position < end, bytes[position] <= 0x20 || bytes[position] == 0xC2 || bytes[position] == 0xA0 {
          position += 1
        }
        guard position > blanks, bytes[position..<end].starts(with: part) else {
          matches = false
          break
        }
        position += part.count
      }
      if matches, offset <= word.lowerBound, position >= word.upperBound { return offset..<position }
    }
    return nil
  }
}
