import SiteDiagnostics
import SiteModel

/// Says of foreign addresses where they come from: the article's line, the template's, or that of `site.yaml`.
struct ForeignAddressReport: Sendable {
  static let id = "output.foreign-address"

  private let site: Site
  private let tree: SourceTree
  private let folder: SourceFolder
  private let pagesByHost: PagesByHost
  private let shared: SharedTexts

  init(site: Site, tree: SourceTree, folder: SourceFolder) {
    self.site = site
    self.tree = tree
    self.folder = folder
    pagesByHost = PagesByHost(pages: tree.pages, folder: folder)
    shared = SharedTexts(paths: tree.templates + [SourceTree.configurationPath], folder: folder)
  }

  /// What to say of a file that a job rendered.
  func diagnostics(for foreign: [LoadedAddress], in job: RenderJob) -> [Diagnostic] {
    let notes = [Diagnostic.Note("it stands in the output `\(job.outputPath)`, made by `\(job.template)`")]
    let sources = sources(of: job)
    return unique(foreign).map { diagnostic($0, at: place(of: $0, in: sources), notes: notes) }
  }

  /// What to say of a file that is taken over from the sources.
  func diagnostics(for foreign: [LoadedAddress], in source: RelativePath, output: String) -> [Diagnostic] {
    let notes = [Diagnostic.Note("it stands in the output `\(output)`")]
    return unique(foreign).map { address in
      diagnostic(
        address, at: place(of: address, in: texts([source])) ?? SourceLocation(path: source.description), notes: notes)
    }
  }

  /// What to say of forms in a file that a job rendered which are sent where no policy can allow it.
  func diagnostics(forForms targets: Set<String>, in job: RenderJob) -> [Diagnostic] {
    targets.sorted().map { target in
      let address = LoadedAddress(text: target, loader: "<form>", range: nil)
      let plain = target.prefix { $0.isASCII && !"\"'<>\\ \t\r\n".contains($0) }
      let start = LoadedAddress(text: String(plain), loader: "<form>", range: nil)
      let sources = sources(of: job)
      return .error(
        "output.bad-form-target", "a form is sent to `\(target)`, in which there is no host that a browser could ask",
        at: place(of: address, in: sources) ?? place(of: start, in: sources)
          ?? SourceLocation(path: "Templates/\(job.template)"),
        notes: [Diagnostic.Note("it stands in the output `\(job.outputPath)`, made by `\(job.template)`")],
        hint:
          "write `https://`, the host's name in the letters `a` to `z`, digits, `.` and `-` (`xn--…` for others), and the path"
      )
    }
  }

  private func diagnostic(
    _ address: LoadedAddress, at place: SourceLocation?, notes: [Diagnostic.Note]
  ) -> Diagnostic {
    .error(
      Self.id, "`\(address.loader)` would load `\(address.text)` from another host", at: place,
      notes: notes, hint: hint(for: address, at: place))
  }

  private func hint(for address: LoadedAddress, at place: SourceLocation?) -> String {
    switch address.loader {
    case "<iframe>", "<embed>", "<object>", "<frame>": return "link to it instead: a reader chooses to follow a link"
    case "<base>", "<meta>": return "lead readers there by a link"
    default: break
    }
    if let path = place?.path, path.hasPrefix("Content/"), !path.hasSuffix(".yaml") {
      return "put the file into the folder of this page and name it by its path there"
    }
    return "put the file below `Templates/assets` and name it by `asset(…)`, or into `Content`"
  }

  /// Each address once: a picture may stand in a page several times.
  private func unique(_ foreign: [LoadedAddress]) -> [LoadedAddress] {
    var seen: Set<String> = []
    return foreign.filter { seen.insert($0.loader + $0.text).inserted }
  }

  // MARK: Where it comes from

  /// What the bytes of an output come from as a rule, the likeliest first.
  private func sources(of job: RenderJob) -> [SourceText] {
    let pages: [PageID] =
      switch job.subject {
      case .page(let id, _), .redirect(to: let id): [id]
      case .feed(let feed): feed.pages
      case .sitemap, .robots: []
      }
    let own = pages.compactMap { site[$0].source.flatMap { RelativePath("Content/\($0)") } }
    let isOwn = { (text: SourceText) in text.path == "Templates/\(job.template)" }
    return texts(own) + shared.texts.filter(isOwn) + shared.texts.filter { !isOwn($0) }
  }

  private func texts(_ paths: [RelativePath]) -> [SourceText] { paths.compactMap { folder.text($0).0 } }

  /// The first place where the address is written as it is, or escaped for HTML, or as far as its host; in the likely
  /// sources, else in any page.
  private func place(of address: LoadedAddress, in sources: [SourceText]) -> SourceLocation? {
    let parts = address.text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let needles = [address.text, address.text.replacing("&", with: "&amp;"), parts.prefix(3).joined(separator: "/")]
      .map { Array($0.utf8) }
    if let place = place(of: needles, in: sources) { return place }
    return parts.count < 3 ? nil : place(of: needles, in: texts(pagesByHost.pages(naming: String(parts[2]))))
  }

  private func place(of needles: [[UInt8]], in sources: [SourceText]) -> SourceLocation? {
    for needle in needles {
      for source in sources {
        if let range = Self.range(of: needle, in: source.bytes) { return source.location(of: range) }
      }
    }
    return nil
  }

  private static func range(of needle: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    var offset = 0
    while let start = bytes[offset...].firstIndex(of: first) {
      if bytes[start...].starts(with: needle) { return start..<start + needle.count }
      offset = start + 1
    }
    return nil
  }
}
