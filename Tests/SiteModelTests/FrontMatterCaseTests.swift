import SiteDiagnostics
import SiteMarkdown
import SiteModel
import TestSupport
import Testing

/// Every way to get a page's first lines wrong, what the editor is told, and what `--fix` makes of it.
@Suite struct FrontMatterCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/front-matter"))
  func frontMatterIsReadOrExplained(_ file: CaseFile) throws {
    let reader = try Reader()
    let source = SourceText(path: "Content/page.md", text: file.input)
    let (diagnostics, metadata) = reader.read(source)
    let printer = DiagnosticText()
    var text = diagnostics.inReadingOrder().map { printer.text(of: $0) }.joined()
    if !diagnostics.hasErrors, let metadata { text += Self.describe(metadata) }
    if let mended = reader.mended(source) { text += "--- mended\n\(mended)" }
    file.expect(text)
  }

  private struct Reader {
    private let configuration: SiteConfiguration
    private let clock: SiteClock

    init() throws {
      let site = SourceText(
        path: "Content/site.yaml",
        text: "title: T\nbaseURL: https://www.example.org\ntaxonomies:\n  tags: {}\n  places: {}\n")
      configuration = try #require(SiteConfigurationReader.read(site).0)
      clock = try #require(SiteClock(timeZone: "Europe/Berlin", now: 1_766_000_000))
    }

    func read(_ source: SourceText) -> ([Diagnostic], PageMetadata?) {
      let (frontMatter, problems) = FrontMatter.parse(source)
      guard let frontMatter else { return (problems, nil) }
      let (metadata, more) = FrontMatterReader.read(
        frontMatter, of: source, configuration: configuration, clock: clock, needsDate: true)
      return (problems + more, metadata)
    }

    /// What is left once everything is mended that has one meaning, as `--fix` does it; `nil` where nothing has.
    func mended(_ source: SourceText) -> String? {
      var bytes = source.bytes
      for _ in 0..<4 {
        let edits = read(SourceText(path: source.path, bytes: bytes)).0.compactMap(\.fix)
        guard !edits.isEmpty, let next = TextEdit.apply(edits, to: bytes)?.bytes else { break }
        bytes = next
      }
      return bytes == source.bytes ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func describe(_ page: PageMetadata) -> String {
    var lines = ["title: \(page.title)"]
    if let date = page.date { lines.append("date: \(date)") }
    if let date = page.updated { lines.append("updated: \(date)") }
    if let summary = page.summary { lines.append("summary: \(summary)") }
    if let slug = page.slug { lines.append("slug: \(slug)") }
    if let url = page.url { lines.append("url: \(url)") }
    if !page.terms.isEmpty { lines.append("terms: \(page.terms.map { "\($0.taxonomy)/\($0.name)" })") }
    if !page.authors.isEmpty { lines.append("authors: \(page.authors)") }
    if !page.aliases.isEmpty { lines.append("aliases: \(page.aliases)") }
    if let image = page.image { lines.append("image: \(image.src) alt: \(image.alt ?? "-")") }
    if page.isDraft { lines.append("draft") }
    return lines.joined(separator: "\n") + "\n"
  }
}
