import SiteDiagnostics
import SiteMarkdown
import SiteModel
import Synchronization

/// The bodies of a site's pages, parsed when somebody wants to see them and then let go of: a large site has more text
/// than one likes to hold in memory.
final class PageBodies: Sendable {
  /// What lists show of a page's text, kept once it is known.
  struct Facts: Sendable {
    let wordCount: Int
    /// The text's beginning; `nil` where the front matter has a summary, or there is no text.
    let summary: String?
  }

  private struct Kept {
    var facts: [Facts?]
    /// `nil` until somebody wants to see a text for the second time: in most sites nobody does.
    var latest: Latest?
  }

  /// What was parsed last: a feed comes soon after the pages that it shows. When the newer half is full, the older one
  /// is let go of.
  private struct Latest {
    private var newer: [PageID: PageBody] = [:]
    private var older: [PageID: PageBody] = [:]
    private var size = 0
    private static let sizeLimit = 2 << 20

    subscript(id: PageID) -> PageBody? { newer[id] ?? older[id] }

    mutating func add(_ body: PageBody, of id: PageID) {
      newer[id] = body
      size += body.size
      guard size > Self.sizeLimit else { return }
      older = newer
      newer = [:]
      size = 0
    }
  }

  /// What templates have a say in: the elements that they render, the ids that are theirs.
  let surroundings: MarkdownSurroundings
  private let site: Site
  private let folder: SourceFolder
  /// The source files as they were when their front matter was read, where somebody wants to know of changes since.
  private let sources: ParsedPages?
  private let early: EarlyDocuments?
  private let kept: Mutex<Kept>
  private let sawChange = Atomic(false)

  init(
    site: Site, folder: SourceFolder, surroundings: MarkdownSurroundings, sources: ParsedPages? = nil,
    early: EarlyDocuments? = nil
  ) {
    self.sources = sources
    self.early = early
    self.site = site
    self.folder = folder
    self.surroundings = surroundings
    kept = Mutex(Kept(facts: Array(repeating: nil, count: site.pages.count)))
  }

  func body(of id: PageID) -> PageBody {
    guard let source = site[id].source else { return .empty }
    if let known = kept.withLock({ $0.latest?[id] }) { return known }
    let body = parse(source, of: site[id])
    let facts = Facts(
      wordCount: body.document.wordCount,
      summary: site[id].summary == nil ? body.document.summary?.plainText : nil)
    kept.withLock { kept in
      if kept.latest == nil, kept.facts[id.index] != nil { kept.latest = Latest() }
      kept.facts[id.index] = facts
      kept.latest?.add(body, of: id)
    }
    return body
  }

  /// Whether a file was edited between the reading of its front matter and that of its text.
  var haveChanged: Bool { sawChange.load(ordering: .relaxed) }

  func facts(of id: PageID) -> Facts {
    if let known = kept.withLock({ $0.facts[id.index] }) { return known }
    let document = body(of: id).document
    return Facts(wordCount: document.wordCount, summary: document.summary?.plainText)
  }

  private func parse(_ path: String, of page: Page) -> PageBody {
    let file = "Content/\(path)"
    let (source, problems) = page.text.map { ($0, []) } ?? readAgain(path, file)
    guard let source else {
      return PageBody(source: SourceText(path: file, bytes: []), document: .empty, diagnostics: problems)
    }
    let document =
      early?.take(path)
      ?? Self.document(of: source, language: page.language, configuration: site.configuration, in: surroundings)
    return PageBody(source: source, document: document, diagnostics: document.diagnostics)
  }

  static func document(
    of source: SourceText, language: String, configuration: SiteConfiguration, in surroundings: MarkdownSurroundings
  ) -> MarkdownDocument {
    var options = configuration.markdown.options(
      language: language, origin: configuration.baseURL.origin, hooks: surroundings.hooks,
      reservedIDs: surroundings.reservedIDs)
    options.keepsPlainText = false
    return MarkdownDocument(source, from: FrontMatter.bodyStart(in: source), options: options)
  }

  private func readAgain(_ path: String, _ file: String) -> (SourceText?, [Diagnostic]) {
    guard let relative = RelativePath(file) else { return (nil, []) }
    let (source, problems) = folder.text(relative)
    if let source, let known = sources?[path]?.fingerprints,
      ParsedPages.Fingerprints(source.bytes, bodyStart: FrontMatter.bodyStart(in: source)) != known
    {
      sawChange.store(true, ordering: .relaxed)
    }
    return (source, problems)
  }
}
