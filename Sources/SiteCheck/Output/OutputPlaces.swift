package import SiteDiagnostics

/// Finds out who is to blame for what was found in rendered pages: the text that an author wrote, where it stands in
/// the Markdown as it stands in the page, or else the template; a template's mistake is told once for all its pages.
package struct OutputPlaces {
  /// What was found in one rendered page, sorted by who is to blame.
  package struct Sorted: Sendable {
    /// Mistakes in the Markdown of the page.
    fileprivate var placed: [(location: SourceLocation, finding: OutputFinding)] = []
    fileprivate var fromTemplates: [OutputFinding] = []

    package init() {}
  }

  private let templates: [SourceText]
  /// The templates that take part in pages made by one, by their names: itself first, then what it extends, includes and
  /// imports, nearest first.
  private let chain: (String) -> [String]
  /// What there is on the site, for those that look for something else.
  private let known: KnownPaths
  /// How many headings of level 1 there are in the texts of all pages.
  private let secondTitles: Int

  /// How many mistakes against one rule are told of one template.
  private static let limit = 5

  package init(
    templates: [SourceText], chain: @escaping (String) -> [String], addresses: SiteAddresses, secondTitles: Int
  ) {
    self.templates = templates
    self.chain = chain
    self.secondTitles = secondTitles
    known = KnownPaths(addresses.addresses)
  }

  /// Looks for what was found in a rendered page in the text that the page was made from.
  ///
  /// - Parameter markup: what the text became, where it is Markdown.
  package static func sort(_ findings: [OutputFinding], source: SourceText?, markup: TextMarkup? = nil) -> Sorted {
    var sorted = Sorted()
    var cursor = source.map { SourceCursor($0) }
    for finding in findings {
      let range =
        source.flatMap { MarkupSearch(for: finding)?.best(in: $0.bytes)?.range } ?? markup?.range(of: finding.text)
      if let range, let place = cursor?.location(of: range) {
        sorted.placed.append((place, finding))
      } else {
        sorted.fromTemplates.append(finding)
      }
    }
    return sorted
  }

  package func findings(for pages: [Sorted]) -> [Finding] {
    // A page whose lists go over several sheets shows its text on each.
    var told: Set<Diagnostic> = []
    var findings: [Finding] = []
    var written: Set<Text> = []
    for (location, finding) in pages.lazy.flatMap(\.placed) where !isExcused(finding) {
      written.insert(Text(of: finding))
      let diagnostic = Diagnostic(
        finding.severity, id: finding.rule, finding.message, at: location, hint: hint(for: finding))
      if told.insert(diagnostic).inserted { findings.append(Finding(diagnostic)) }
    }
    return findings + mistakes(in: pages.lazy.flatMap(\.fromTemplates).filter { !isExcused($0) }, written: written)
  }

  private func isExcused(_ finding: OutputFinding) -> Bool {
    finding.secondTitles.map { $0 <= secondTitles } ?? false
  }

  /// What was found where, whichever page it was found on.
  private struct Text: Hashable {
    let rule: String
    let bytes: [UInt8]

    init(of finding: OutputFinding) {
      rule = finding.rule
      bytes = finding.text
    }
  }

  private func hint(for finding: OutputFinding) -> String? {
    finding.hint ?? finding.missing.flatMap { known.nearest(to: $0) }.map { "did you mean `\($0)`?" }
  }

  // MARK: Templates

  /// A mistake in a template and how many pages have it.
  private struct Mistake {
    let first: OutputFinding
    var location: SourceLocation?
    /// The page on which it was found last: a loop brings one mistake to a page many times.
    var lastPage: String
    var pages = 1

    init(_ finding: OutputFinding) {
      first = finding
      lastPage = finding.path
    }
  }

  /// What makes two findings one mistake.
  private struct Kind: Hashable {
    let rule: String
    let message: String
    let place: String
  }

  /// - Parameter written: what stands in the Markdown of some page. Others that show its text aren't to blame, nor are
  ///   their templates, but for one that says the same itself.
  private func mistakes(in found: some Sequence<OutputFinding>, written: Set<Text>) -> [Finding] {
    var mistakes = Self.merged(found.lazy.map { Mistake($0) }) { $0.first.template }
    for index in mistakes.indices { mistakes[index].location = place(of: mistakes[index].first) }
    mistakes.removeAll { $0.location == nil && written.contains(Text(of: $0.first)) }
    for index in mistakes.indices where mistakes[index].location == nil {
      mistakes[index].location = SourceLocation(path: "Templates/\(mistakes[index].first.template)")
    }
    // Several templates may share the file that is to blame.
    mistakes = Self.merged(mistakes) { $0.location?.description ?? "" }
    // A loop in a template can make a thousand mistakes out of one.
    var told: [String: Int] = [:]
    return mistakes.compactMap { mistake in
      let kind = "\(mistake.first.rule) \(mistake.location?.path ?? "")"
      told[kind, default: 0] += 1
      return told[kind, default: 0] <= Self.limit ? Finding(diagnostic(of: mistake)) : nil
    }
  }

  /// Mistakes with the same message at the same place as one, in the order of the first.
  private static func merged(_ mistakes: some Sequence<Mistake>, at place: (Mistake) -> String) -> [Mistake] {
    var numbers: [Kind: Int] = [:]
    var merged: [Mistake] = []
    for mistake in mistakes {
      let kind = Kind(rule: mistake.first.rule, message: mistake.first.message, place: place(mistake))
      guard let number = numbers[kind] else {
        numbers[kind] = merged.count
        merged.append(mistake)
        continue
      }
      if merged[number].lastPage != mistake.first.path { merged[number].pages += mistake.pages }
      merged[number].lastPage = mistake.lastPage
    }
    return merged
  }

  /// `nil` where no template that took part has it written out.
  private func place(of finding: OutputFinding) -> SourceLocation? {
    guard let search = MarkupSearch(for: finding) else { return nil }
    var best: (template: SourceText, range: Range<Int>, score: Int)?
    for name in chain(finding.template) {
      guard let template = templates.first(where: { $0.path == "Templates/\(name)" }),
        let found = search.best(in: template.bytes), found.score > best?.score ?? -1
      else { continue }
      best = (template, found.range, found.score)
    }
    return best.map { $0.template.location(of: $0.range) }
  }

  private func diagnostic(of mistake: Mistake) -> Diagnostic {
    let finding = mistake.first
    let shown = finding.text.isEmpty ? "" : ": `\(String(decoding: finding.text.prefix(100), as: UTF8.self))`"
    let others = mistake.pages - 1
    let more = others > 0 ? " and on \(others) other page\(others == 1 ? "" : "s")" : ""
    return Diagnostic(
      finding.severity, id: finding.rule, finding.message, at: mistake.location,
      notes: [.init("in `\(finding.path)`\(more)\(shown)")], hint: hint(for: finding))
  }
}
