package import SiteDiagnostics
package import SiteMarkdown
package import SiteModel
import Synchronization

/// One source file in the eyes of the rules: its bytes, what they became, and where it stands in the site.
package struct CheckedPage: Sendable {
  let id: PageID
  let site: Site
  /// What the Markdown became.
  let document: MarkdownDocument
  let links: LinkResolver
  let source: SourceText
  let page: Page
  let metadata: PageMetadata
  /// Whether it is written in Leichte Sprache.
  let isEasyToRead: Bool
  /// The lines of front matter between its fences.
  let frontMatterLines: [Range<Int>]
  /// Where the Markdown starts, after the front matter.
  let bodyStart: Int
  let text: PageText
  private let linkPlaces = FoundLinks()

  var bytes: [UInt8] { source.bytes }

  package init(
    _ id: PageID, of site: Site, document: MarkdownDocument, links: LinkResolver, source: SourceText, words: WordTable
  ) {
    self.id = id
    self.site = site
    self.document = document
    self.links = links
    self.source = source
    page = site[id]
    metadata = page.metadata
    isEasyToRead = EasyText.isWanted(of: page)
    let frontMatter = FrontMatterLines(source.bytes.span)
    frontMatterLines = frontMatter.lines
    bodyStart = frontMatter.end
    text = PageText(source.bytes, from: bodyStart, words: words, language: page.language)
  }

  /// The file up to the end of its front matter.
  package var beginning: SourceText { SourceText(path: source.path, bytes: Array(bytes[..<bodyStart])) }

  package var hasSilences: Bool { !text.silences.isEmpty }

  /// Addresses on other hosts, with their places, which are only worked out when somebody asks.
  package var externalLinks: [(String, @Sendable () -> SourceLocation)] {
    document.links.compactMap { link in
      guard link.destination.hasPrefix("https://") || link.destination.hasPrefix("http://"),
        !link.destination.hasPrefix(site.configuration.baseURL.origin)
      else { return nil }
      return (link.destination, { source.location(of: place(of: link).destination) })
    }
  }

  /// The lines of the front matter.
  var frontMatter: Range<Int> { 0..<bodyStart }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The place of a link's or picture's address and text.
  func place(of link: MarkdownLink) -> MarkdownLinkPlace {
    linkPlaces.links.withLock { links in
      var places = links ?? LinkPlaces(of: document.links, in: source)
      links = nil
      defer { links = places }
      return places.place(of: link)
    }
  }

  /// The place of a front matter's value, or of its first line.
  func field(_ path: String...) -> Range<Int> {
    var entries = page.frontMatter ?? []
    for (index, key) in path.enumerated() {
      guard let entry = entries.first(where: { $0.key.text == key }) else { return 0..<3 }
      if index == path.count - 1 || entry.value.mapping == nil { return range(of: entry.value) }
      entries = entry.value.mapping ?? []
    }
    return 0..<3
  }

  private func range(of node: YAMLNode) -> Range<Int> {
    let start = source.offset(line: Int(node.start.line) + 1, column: Int(node.start.column) + 1)
    let end = source.offset(line: Int(node.end.line) + 1, column: Int(node.end.column) + 1)
    return start..<max(start, end)
  }
}

extension CheckedPage {
  /// The places of links, looked for once, and only where there is something to say of one.
  private final class FoundLinks: Sendable {
    let links = Mutex<LinkPlaces?>(nil)
  }
}
