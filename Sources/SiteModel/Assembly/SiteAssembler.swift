package import SiteDiagnostics
internal import SiteMarkdown

/// Makes one site of many parsed pages: who is left out, who has which address, families, terms, neighbours, translations.
package struct SiteAssembler {
  let configuration: SiteConfiguration
  private let clock: SiteClock
  let outline: ContentOutline
  /// What will be the site, without its pages.
  var site: Site
  var pages: [PageDraft] = []
  private var addresses = AddressBook()
  /// Folders whose names were complained of.
  private var badFolders: Set<String> = []
  /// Which folders' files go out; `nil` where no page is left out.
  private var folders: FolderPublication?
  var diagnostics: [Diagnostic] = []

  /// The same pages in the same order give the same site. `files` are the paths below `Content` of what isn't Markdown.
  package static func assemble(
    _ parsed: [ParsedPage], files: [String], outline: ContentOutline, configuration: SiteConfiguration,
    clock: SiteClock,
    policy: PublicationPolicy
  ) -> (Site, [Diagnostic]) {
    var assembler = SiteAssembler(configuration: configuration, clock: clock, outline: outline)
    assembler.addPages(parsed, policy: policy)
    assembler.addMissingIndexes()
    assembler.addFiles(files)
    assembler.linkFamilies()
    assembler.order()
    assembler.addTerms()
    assembler.addGeneratedPages()
    assembler.addRedirects()
    assembler.site.pages = assembler.pages.map { Page($0.own, $0.relations) }
    assembler.site.pagesByAddress = assembler.addresses.pages
    return (assembler.site, assembler.diagnostics + assembler.addresses.diagnostics)
  }

  private init(configuration: SiteConfiguration, clock: SiteClock, outline: ContentOutline) {
    self.configuration = configuration
    self.clock = clock
    self.outline = outline
    self.site = Site(configuration: configuration, clock: clock)
  }

  // MARK: Pages

  private mutating func addPages(_ parsed: [ParsedPage], policy: PublicationPolicy) {
    var omittedEditions: [String: String] = [:]
    var omitted = [Bool](repeating: false, count: parsed.count)
    let originals = scheduledOriginals(among: parsed)
    for index in parsed.indices {
      let original = originals.isEmpty ? nil : original(of: parsed[index], among: originals)
      guard let reason = policy.reasonToOmit(parsed[index].metadata, original: original, clock: clock) else { continue }
      let page = parsed[index]
      omitted[index] = true
      site.omissions.append(Omission(source: page.source ?? "", reason: reason))
      if page.kind == .edition { omittedEditions["\(page.language) \(page.key)"] = page.source }
    }
    if !omittedEditions.isEmpty {
      let editions = Set(parsed.lazy.filter { $0.kind == .edition }.map { "\($0.language) \($0.key)" })
      let first = configuration.defaultLanguage.code
      for index in parsed.indices where parsed[index].kind == .article && !omitted[index] {
        let page = parsed[index]
        guard let folder = outline.editionFolder(of: page.key) else { continue }
        // An edition that isn't translated is, for its translated articles too, the one in the first language.
        let own = "\(page.language) \(folder)"
        guard let edition = omittedEditions[editions.contains(own) ? own : "\(first) \(folder)"] else { continue }
        omitted[index] = true
        site.omissions.append(Omission(source: page.source ?? "", reason: .edition(edition)))
      }
    }
    site.omissions.sort { $0.source < $1.source }
    if !site.omissions.isEmpty { folders = FolderPublication(parsed, isOmitted: omitted) }
    pages.reserveCapacity(parsed.count)
    site.pagesByKey.reserveCapacity(parsed.count)
    addresses.reserveCapacity(parsed.count)
    for (index, page) in parsed.enumerated() where !omitted[index] { add(page) }
  }

  /// The pages in the first language whose times hold for their translations, by key.
  private func scheduledOriginals(among parsed: [ParsedPage]) -> [String: ParsedPage] {
    guard configuration.languages.count > 1 else { return [:] }
    let scheduled = parsed.lazy.filter { [clock] page in
      (page.metadata.publishDate != nil || page.metadata.expiryDate != nil
        || page.metadata.date.map { $0 > clock.today } ?? false)
        && page.language == configuration.defaultLanguage.code
    }
    return Dictionary(scheduled.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func original(
    of page: ParsedPage, among originals: [String: ParsedPage]
  ) -> (source: String, metadata: PageMetadata)? {
    guard page.language != configuration.defaultLanguage.code, let original = originals[page.key],
      let source = original.source
    else { return nil }
    return (source, original.metadata)
  }

  subscript(id: PageID) -> PageDraft { pages[id.index] }

  func page(key: String, in language: String) -> PageID? {
    site.pagesByKey[key]?.first { self[$0].own.language == language }
  }

  @discardableResult
  mutating func add(_ page: ParsedPage) -> PageID {
    let id = PageID(pages.count)
    if PageAddress.lacksPart(page.address) { reportBadNames(of: page) }
    addresses.claim(page.address, for: id, source: page.source, others: pages)
    pages.append(PageDraft(own: page))
    site.pagesByKey[page.key, default: []].append(id)
    return id
  }

  private mutating func reportBadNames(of page: ParsedPage) {
    if let folder = page.folder { reportBadNames(ofFolder: folder) }
    let name = page.key.folderAndName.name
    if page.metadata.slug == nil, SiteMarkdown.slug(of: name).isEmpty { reportBadName(name) }
  }

  private mutating func reportBadNames(ofFolder folder: String) {
    guard !folder.isEmpty, badFolders.insert(folder).inserted else { return }
    let (parent, name) = folder.folderAndName
    if let parent { reportBadNames(ofFolder: String(parent)) }
    if SiteMarkdown.slug(of: name).isEmpty { reportBadName(name) }
  }

  private mutating func reportBadName(_ part: Substring) {
    diagnostics.append(
      .error(
        "content.bad-name", "the name `\(part)` has no letter or digit to make an address of",
        at: SourceLocation(path: "Content"), hint: "rename the file or folder"))
  }

  /// Home, a section or an edition for every folder that has pages but no index of its own in that language.
  private mutating func addMissingIndexes() {
    var wanted: [String: Set<String>] = [:]
    wanted[configuration.defaultLanguage.code] = [""]
    var latest: (language: String, folder: String?)?
    for page in pages.lazy.map(\.own) where page.kind != .notFound {
      let language = page.language
      var folder = page.folder
      if folder == nil { wanted[language, default: []].insert("") }
      // Pages come folder by folder.
      if let latest, latest.folder == folder, latest.language == language { continue }
      latest = (language, folder)
      while let current = folder {
        guard wanted[language, default: [""]].insert(current).inserted || current.isEmpty else { break }
        folder = ContentOutline.parent(of: current)
      }
    }
    let defaultCode = configuration.defaultLanguage.code
    for language in configuration.languages.map(\.code) {
      for key in (wanted[language] ?? []).sorted() where page(key: key, in: language) == nil {
        let kind = outline.kindOfFolder(key)
        if kind == .article { continue }
        let original = page(key: key, in: defaultCode)
        // An article whose edition isn't translated belongs to the edition in the default language.
        if kind != .home, kind != .section, original != nil { continue }
        var metadata = PageMetadata()
        metadata.title =
          kind == .home
          ? configuration.title[language]
          : original.map { self[$0].own.metadata.title } ?? key.split(separator: "/").last.map(String.init) ?? key
        metadata.date = original.flatMap { self[$0].own.metadata.date }
        metadata.template = original.flatMap { self[$0].own.metadata.template }
        add(
          ParsedPage(kind: kind, language: language, key: key, metadata: metadata, configuration: configuration))
      }
    }
  }

  /// A file lies beside its folder's page, wherever that is; names are kept.
  private mutating func addFiles(_ files: [String]) {
    var waiting: [String: Int] = [:]
    for file in files {
      let (parent, name) = file.folderAndName
      let folder = parent.map(String.init) ?? ""
      let page = site.pagesByKey[folder]?.min { _, other in
        self[other].own.language != configuration.defaultLanguage.code
      }
      var owner: ParsedPage?
      if case .withheld(let page) = folders?.answer(for: folder) {
        owner = page
        site.withheldFiles[file] = page.source
        waiting[page.source ?? "", default: 0] += 1
      }
      // Where its page will be, if that isn't there yet.
      let own = page.map { self[$0].own.address } ?? owner.flatMap { $0.key == folder ? $0.address : nil }
      let above = folder.isEmpty ? "/" : own ?? PageAddress.folder(folder)
      if page == nil, PageAddress.lacksPart(above) { reportBadNames(ofFolder: folder) }
      let address = above + name
      addresses.claim(file: String(address.dropFirst()), for: file, describedAs: address, pages: pages)
      site.addFile(file, at: address)
    }
    guard !waiting.isEmpty else { return }
    for index in site.omissions.indices { site.omissions[index].fileCount = waiting[site.omissions[index].source] ?? 0 }
  }

  // MARK: Redirects

  private mutating func addRedirects() {
    for (index, page) in pages.enumerated() {
      guard let source = page.own.source else { continue }
      for alias in page.own.metadata.aliases {
        let redirect = Site.Redirect(from: alias, to: PageID(index))
        if addresses.claim(file: redirect.outputPath, for: source, describedAs: alias, pages: pages) {
          site.redirects.append(redirect)
        }
      }
    }
  }
}
