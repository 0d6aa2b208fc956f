import SiteDiagnostics
import SiteMarkdown
import SiteModel
import TestSupport
import Testing

/// Every way to get a page's first lines wrong, and what the editor is told.
@Suite struct FrontMatterCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/front-matter"))
  func frontMatterIsReadOrExplained(_ file: CaseFile) throws {
    let site = SourceText(
      path: "Content/site.yaml",
      text: "title: T\nbaseURL: https://www.example.org\ntaxonomies:\n  tags: {}\n  places: {}\n")
    let configuration = try #require(SiteConfigurationReader.read(site).0)
    let clock = try #require(SiteClock(timeZone: "Europe/Berlin", now: 1_766_000_000))
    let source = SourceText(path: "Content/page.md", text: file.input)
    let (frontMatter, problems) = FrontMatter.parse(source)
    var diagnostics = problems
    var metadata: PageMetadata?
    if let found = frontMatter {
      let result = FrontMatterReader.read(
        found, of: source, configuration: configuration, clock: clock, needsDate: true)
      metadata = result.0
      diagnostics += result.1
    }
    let printer = DiagnosticText()
    var text = diagnostics.inReadingOrder().map { printer.text(of: $0) }.joined()
    if !diagnostics.hasErrors, let metadata { text += Self.describe(metadata) }
    file.expect(text)
  }

  private static func describe(_ page: PageMetadata) -> String {
    var lines = ["title: \(page.title)"]
    if let date = page.date { lines.append("date: \(date)") }
    if let date = page.updated { lines.append("updated: \(date)") }
    if let summary = page.summary { lines.append("summary: \(summary)") }
    if !page.terms.isEmpty { lines.append("terms: \(page.terms.map { "\($0.taxonomy)/\($0.name)" })") }
    if !page.authors.isEmpty { lines.append("authors: \(page.authors)") }
    if !page.aliases.isEmpty { lines.append("aliases: \(page.aliases)") }
    if let image = page.image { lines.append("image: \(image.src) alt: \(image.alt ?? "-")") }
    if page.isDraft { lines.append("draft") }
    return lines.joined(separator: "\n") + "\n"
  }
}
