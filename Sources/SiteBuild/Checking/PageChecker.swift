import SiteCheck
import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks at a few pages after the others: at their texts and at what the templates make of them while both are at hand.
struct PageChecker: Sendable {
  /// What is looked at: a page's text, what a job makes, or a page's text and what its first job makes.
  struct Subject: Sendable {
    var text: PageID?
    var job: RenderJob?
  }

  /// A text, at least up to the end of its front matter, and the fields that stand there.
  struct Beginning: Sendable {
    let text: SourceText
    let frontMatter: [YAMLNode.Entry]
  }

  /// What was found in the text of a page.
  struct TextResult: Sendable {
    /// What a build says too.
    let review: (page: PageID, review: BodyReview)
    /// At its fields findings on the whole site are told.
    var beginning: Beginning
    /// How many headings of level 1 the text has.
    let secondTitles: Int
    var findings: [Finding] = []
    /// Only of pages that have silences.
    var silenced: CheckedPage?
    var externalLinks: [(String, @Sendable () -> SourceLocation)] = []
  }

  /// What was found. A class, because those of all subjects are handed about in arrays.
  final class Result: Sendable {
    let text: TextResult?
    let output: Output?

    init(text: TextResult?, output: Output?) {
      self.text = text
      self.output = output
    }
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
  let addresses: SiteAddresses
  let wantsExternalLinks: Bool
  let keepsTexts: Bool
  /// The files that have errors in their front matter: what templates make of it tells nothing new.
  let spoiled: Set<String>
  private let checker: BodyChecker
  private let jobs: JobRunner

  init(
    _ loaded: LoadedSite, review: OutputReview, runner: RuleRunner, profile: Profile?, addresses: SiteAddresses,
    wantsExternalLinks: Bool, spoiled: Set<String> = []
  ) {
    self.spoiled = spoiled
    self.loaded = loaded
    self.runner = runner
    self.addresses = addresses
    self.wantsExternalLinks = wantsExternalLinks
    keepsTexts = profile?.asksForTexts ?? false
    words = WordTable(profile: profile)
    checker = BodyChecker(loaded, hearsAll: true)
    jobs = JobRunner(
      loaded, review, recordsDependencies: !loaded.site.withheldFiles.isEmpty, hearsAll: true)
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

  /// Links to headings of other pages which those don't have.
  func problems(between reviews: [(page: PageID, review: BodyReview)]) -> [Diagnostic] {
    checker.problems(between: reviews)
  }

  /// Each step for all of them before the next.
  func check(_ subjects: ArraySlice<Subject>) -> [Result] {
    let texts = subjects.map { subject in
      (subject.text ?? subject.job?.page).map { (page: $0, body: loaded.graph.bodies.body(of: $0)) }
    }
    var files = jobs.run(zip(subjects, texts).compactMap { subject, text in subject.job.map { ($0, text) } })[...]
    let outputs = zip(subjects, texts).map { subject, text in
      subject.job.map { look(at: files.removeFirst(), of: $0, text?.body) }
    }
    return zip(zip(subjects, texts), outputs).map { known, output in
      guard let page = known.0.text, let text = known.1 else { return Result(text: nil, output: output) }
      return Result(text: check(page, text.body, output), output: output)
    }
  }

  private func check(_ id: PageID, _ body: PageBody, _ output: Output?) -> TextResult? {
    guard let review = output?.file.review ?? checker.review(id, body) else { return nil }
    let frontMatter = loaded.site[id].frontMatter ?? []
    var result = TextResult(
      review: (id, review), beginning: Beginning(text: body.source, frontMatter: frontMatter),
      secondTitles: body.document.headings.count { $0.level == 1 })
    // Of bytes that are no text nothing can be told but that.
    if review.diagnostics.contains(where: { $0.id == "markdown.invalid-utf8" }) { return result }
    let page = CheckedPage(
      id, of: loaded.site, document: body.document, links: loaded.graph.bodies.links, source: body.source, words: words)
    result.findings = runner.check(page)
    // A text that stays in memory anyway needn't be copied.
    result.beginning = Beginning(text: loaded.site[id].text ?? page.beginning, frontMatter: frontMatter)
    if page.hasSilences { result.silenced = page }
    if wantsExternalLinks { result.externalLinks = page.externalLinks }
    return result
  }

  private func look(at file: RenderedFile, of job: RenderJob, _ text: PageBody?) -> Output {
    var result = Output(file: file.withoutBytes)
    guard let bytes = file.bytes, job.outputPath.hasSuffix(".html") else { return result }
    let output = CheckedOutput(
      path: job.outputPath, language: job.language, template: job.template, page: job.page,
      document: text?.document,
      bytes: bytes, addresses: addresses)
    let isSpoiled = job.page.flatMap { loaded.site[$0].source }.map { spoiled.contains("Content/\($0)") } ?? false
    let found = job.page == nil || isSpoiled ? [] : runner.check(output)
    if !found.isEmpty {
      let links = loaded.graph.bodies.links
      let markup = text.flatMap { text in
        job.page.map { page in
          TextMarkup(text.document, source: text.source) { links.address(of: $0.destination, on: page) }
        }
      }
      result.findings = OutputPlaces.sort(found, source: text?.source, markup: markup)
    }
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
