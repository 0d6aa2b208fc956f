package import SiteDiagnostics
package import SiteModel

/// Finds out who is to blame for what was found in rendered pages: the text that an author wrote, where it stands in
/// the Markdown as it stands in the page, or else the template; a template's mistake is told once for all its pages.
package struct OutputPlaces {
  private let site: Site
  private let templates: [SourceText]
  private let source: (String) -> SourceText?

  /// How many mistakes against one rule are told of one template.
  private static let limit = 5

  /// - Parameter source: reads a page's file, by its path below `Content`.
  package init(site: Site, templates: [SourceText], source: @escaping (String) -> SourceText?) {
    self.site = site
    self.templates = templates
    self.source = source
  }

  package func findings(for found: [OutputFinding]) -> [Finding] {
    var findings: [Finding] = []
    var placed: Set<Diagnostic> = []
    var byTemplate: [TemplateMistake: (first: OutputFinding, pages: Int)] = [:]
    var order: [TemplateMistake] = []
    for finding in found {
      if let location = place(of: finding) {
        let diagnostic = Diagnostic(
          finding.severity, id: finding.rule, finding.message, at: location, hint: finding.hint)
        if placed.insert(diagnostic).inserted { findings.append(Finding(diagnostic)) }
        continue
      }
      let mistake = TemplateMistake(rule: finding.rule, message: finding.message, template: finding.template)
      if byTemplate[mistake] == nil { order.append(mistake) }
      byTemplate[mistake, default: (finding, 0)].pages += 1
    }
    // A loop in a template can make a thousand mistakes out of one.
    var told: [String: Int] = [:]
    for mistake in order {
      guard let (first, pages) = byTemplate[mistake] else { continue }
      told["\(mistake.rule) \(mistake.template)", default: 0] += 1
      if told["\(mistake.rule) \(mistake.template)", default: 0] > Self.limit { continue }
      findings.append(Finding(diagnostic(of: first, pages: pages)))
    }
    return findings
  }

  private struct TemplateMistake: Hashable {
    let rule: String
    let message: String
    let template: String
  }

  private func place(of finding: OutputFinding) -> SourceLocation? {
    guard let id = finding.page, let file = site[id].source, let text = source(file) else { return nil }
    return Self.place(of: finding.text, in: text)
  }

  /// Where a text stands as it stands in the page, or nearly.
  private static func place(of text: [UInt8], in source: SourceText) -> SourceLocation? {
    guard text.count >= 4 else { return nil }
    var needle = text[...]
    // The writer of Markdown closes void elements with ` />` and puts all values into quotes; authors often don't.
    if needle.suffix(3).elementsEqual(" />".utf8) { needle = needle.dropLast(3) }
    let bare = needle.filter { $0 != UInt8(ascii: "\"") }[...]
    for candidate in bare.count == needle.count || needle.first == UInt8(ascii: "<") ? [needle] : [needle, bare] {
      guard let start = find(candidate, in: source.bytes) else { continue }
      return source.location(of: start..<start + candidate.count)
    }
    return nil
  }

  private static func find(_ needle: ArraySlice<UInt8>, in bytes: [UInt8]) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    for offset in 0...bytes.count - needle.count
    where bytes[offset] == first && bytes[offset..<offset + needle.count].elementsEqual(needle) {
      return offset
    }
    return nil
  }

  private func diagnostic(of finding: OutputFinding, pages: Int) -> Diagnostic {
    let shown = finding.text.isEmpty ? "" : ": `\(String(decoding: finding.text.prefix(100), as: UTF8.self))`"
    let more = pages > 1 ? ", and at \(pages - 1) more" : ""
    let own = "Templates/\(finding.template)"
    let inTemplate = templates.filter { $0.path == own } + templates.filter { $0.path != own }
    return Diagnostic(
      finding.severity, id: finding.rule, finding.message,
      at: inTemplate.lazy.compactMap { Self.place(of: finding.text, in: $0) }.first
        ?? SourceLocation(path: own),
      notes: [.init("in `\(finding.path)`\(more)\(shown)")], hint: finding.hint)
  }
}
