import SiteCheck
import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks at one page after the other: at its text and at what the templates make of it while both are at hand.
struct PageChecker: Sendable {
  /// What is looked at in one step: a page's text, what a job makes, or a page's text and what its first job makes.
  struct Subject: Sendable {
    var text: PageID?
    var job: RenderJob?
  }

  /// What was found.
  struct Result: Sendable {
    /// What a build says too.
    var problems: [Diagnostic] = []
    var findings: [Finding] = []
    /// How many headings of level 1 the text has.
    var secondTitles = 0
    /// Only of pages that have silences.
    var silenced: CheckedPage?
    /// The text up to the end of the front matter, at whose fields findings on the whole site are told.
    var beginning: SourceText?
    var externalLinks: [(String, @Sendable () -> SourceLocation)] = []
    var output: Output?
  }

  /// What was found in what a job made.
  struct Output: Sendable {
    let file: RenderedFile
    var findings: OutputPlaces.Sorted?
    var site: CheckedSite.Output?
  }

  let loaded: LoadedSite
  let runner: RuleRunner
  let words: WordTable
  /// Those of which nothing can be told but that they are no text.
  let unreadable: Set<String>
  let addresses: SiteAddresses
  let wantsExternalLinks: Bool
  let keepsTexts: Bool
  private let links: LinkChecker
  private let components: ComponentChecker
  private let jobs: JobRunner

  init(
    _ loaded: LoadedSite, review: OutputReview, runner: RuleRunner, profile: Profile?, addresses: SiteAddresses,
    unreadable: Set<String>, wantsExternalLinks: Bool
  ) {
    self.loaded = loaded
    self.runner = runner
    self.addresses = addresses
    self.unreadable = unreadable
    self.wantsExternalLinks = wantsExternalLinks
    keepsTexts = profile?.asksForTexts ?? false
    words = WordTable(profile: profile)
    links = LinkChecker(site: loaded.site, links: loaded.graph.bodies.links, folder: loaded.folder)
    components = ComponentChecker(site: loaded.site, templates: loaded.templates, folder: loaded.folder)
    jobs = JobRunner(loaded, review)
  }

  /// All that there is to be looked at, in the order of the jobs; pages that no job shows come last.
  static func subjects(of jobs: [RenderJob], on site: Site) -> [Subject] {
    var isKnown = [Bool](repeating: false, count: site.pages.count)
    let shown = jobs.map { job in
      guard let page = job.page, !isKnown[page.index] else { return Subject(job: job) }
      isKnown[page.index] = true
      return Subject(text: page, job: job)
    }
    return shown + isKnown.indices.filter { !isKnown[$0] }.map { Subject(text: PageID($0)) }
  }

  func check(_ subject: Subject) -> Result {
    var result = Result()
    guard let page = subject.text ?? subject.job?.page else {
      result.output = subject.job.map { look(at: $0, nil) { nil } }
      return result
    }
    let document = loaded.document(of: page)
    guard subject.text != nil else {
      result.output = subject.job.map { look(at: $0, document) { loaded.source(of: page) } }
      return result
    }
    let source = loaded.source(of: page)
    check(page, document, source, &result)
    result.output = subject.job.map { look(at: $0, document) { source } }
    return result
  }

  private func check(_ id: PageID, _ document: MarkdownDocument, _ source: SourceText?, _ result: inout Result) {
    result.problems = links.check(id, document) + components.check(id, document)
    result.secondTitles = document.headings.count { $0.level == 1 }
    result.beginning = source
    guard let source, !unreadable.contains(source.path) else { return }
    let page = CheckedPage(
      id, of: loaded.site, document: document, links: loaded.graph.bodies.links, source: source, words: words)
    result.findings = runner.check(page)
    result.beginning = page.beginning
    if page.hasSilences { result.silenced = page }
    if wantsExternalLinks { result.externalLinks = page.externalLinks }
  }

  /// - Parameter source: the page's text, which only findings need.
  private func look(at job: RenderJob, _ document: MarkdownDocument?, source: () -> SourceText?) -> Output {
    let file = jobs.run(job)
    var result = Output(file: file.withoutBytes)
    guard let bytes = file.bytes, job.outputPath.hasSuffix(".html") else { return result }
    let output = CheckedOutput(
      path: job.outputPath, language: job.language, template: job.template, page: job.page, document: document,
      bytes: bytes, addresses: addresses)
    let found = job.page == nil ? [] : runner.check(output)
    if !found.isEmpty { result.findings = OutputPlaces.sort(found, source: source()) }
    result.site = addresses.number(of: output.address).map { .init(output, address: $0, keepingText: keepsTexts) }
    return result
  }
}

extension RenderJob {
  /// The page that it shows, or a sheet of it.
  var page: PageID? {
    if case .page(let id, _) = subject { id } else { nil }
  }
}
