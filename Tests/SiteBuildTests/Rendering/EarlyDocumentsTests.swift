import Dispatch
import SiteDiagnostics
import SiteMarkdown
import Synchronization
import Testing

@testable import SiteBuild
@testable import SiteModel

@Suite struct EarlyDocumentsTests {
  /// How often which text was parsed.
  private final class Parser: Sendable {
    let parsed = Mutex<[String: Int]>([:])

    func parse(_ page: ParsedPage, _ text: SourceText) -> MarkdownDocument {
      parsed.withLock { $0[page.source ?? "", default: 0] += 1 }
      return MarkdownDocument(text, from: 0, options: MarkdownOptions())
    }

    func has(_ count: Int) async {
      while parsed.withLock({ $0.count < count }) { await Task.yield() }
    }
  }

  private static func page(_ number: Int, text: String?) throws -> ParsedPage {
    let settings = SourceText(path: "site.yaml", bytes: Array("title: T\nbaseURL: https://www.example.org\n".utf8))
    let configuration = try #require(SiteConfigurationReader.read(settings).0)
    let path = try #require(ContentPath.parse("seite-\(number).md", configuration: configuration).0)
    return ParsedPage(
      path: path, kind: .page, metadata: PageMetadata(),
      text: text.map { SourceText(path: path.path, bytes: Array($0.utf8)) }, configuration: configuration)
  }

  @Test func everyTextIsParsedOnceAndHandedOverOnce() async throws {
    let parser = Parser()
    let pages = try (0..<40).map { try Self.page($0, text: "# \($0)\n") }
    let early = EarlyDocuments(of: pages, helpers: 3, parse: parser.parse)
    await parser.has(pages.count)
    var found = 0
    for page in pages {
      guard let document = early.take(page.source ?? "") else { continue }
      #expect(document.headings.map(\.title) == [page.key.replacing("seite-", with: "")])
      found += 1
    }
    // The last one may have been parsed and not yet been handed in.
    #expect(found >= pages.count - 3)
    #expect(parser.parsed.withLock { $0.values.allSatisfy { $0 == 1 } })
    #expect(early.take("seite-0.md") == nil)
  }

  @Test func nothingIsParsedOnceATextIsWanted() async throws {
    let parser = Parser()
    let wanted = DispatchSemaphore(value: 0)
    let pages = try (0..<3).map { try Self.page($0, text: "Text\n") }
    let early = EarlyDocuments(of: pages, helpers: 1) { page, text in
      let document = parser.parse(page, text)
      if page.source == "seite-1.md" { wanted.wait() }
      return document
    }
    await parser.has(2)
    #expect(early.take("seite-0.md") != nil)
    wanted.signal()
    try await Task.sleep(for: .milliseconds(20))
    #expect(parser.parsed.withLock(\.keys.count) == 2)
  }

  @Test func whatIsNotAtHandOrTooMuchIsLeftOut() async throws {
    let parser = Parser()
    let text = String(repeating: "x ", count: 30)
    let early = EarlyDocuments(
      of: try [Self.page(0, text: nil), Self.page(1, text: text), Self.page(2, text: text)], helpers: 1, sizeLimit: 100,
      parse: parser.parse)
    await parser.has(1)
    try? await Task.sleep(for: .milliseconds(20))
    #expect(["seite-0.md", "seite-2.md"].allSatisfy { early.take($0) == nil })
    #expect(parser.parsed.withLock { $0 } == ["seite-1.md": 1])
  }
}
