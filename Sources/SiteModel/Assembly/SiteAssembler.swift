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
  private var addresses: AddressBook
  let places: FieldLocator?
  /// Folders whose names were complained of.
  private var badFolders: Set<String> = []
  /// Which folders' files go out; `nil` where no page is left out.
  private var folders: FolderPublication?
  private var editionsWithoutIndex: Set<String> = []
  var diagnostics: [Diagnostic] = []

  /// The same pages in the same order give the same site. `files` are the paths below `Content` of what isn't Markdown,
  /// `places` is asked where something has to be said of a field.
  package static func assemble(
    _ parsed: [ParsedPage], files: [String], outline: ContentOutline, configuration: SiteConfiguration,
    clock: SiteClock,
    policy: PublicationPolicy, places: FieldLocator? = nil
  ) -> (Site, [Diagnostic]) {
    var assembler = SiteAssembler(configuration: configuration, clock: clock, outline: outline, places: places)
    assembler.addPages(parsed, policy: policy)
    assembler.addMissingIndexes()
    assembler.addFiles(files)
    assembler.linkFamilies()
    assembler.order()
    assembler.addTerms()
    assembler.addGeneratedPages()
    assembler.addSiteFiles()
    assembler.addRedirects()
    assembler.site.pages = assembler.pages.map { Page($0.own, $0.relations) }
    assembler.site.pagesByAddress = assembler.addresses.pages
    return (assembler.site, assembler.diagnostics + assembler.addresses.diagnostics)
  }

  private init(
    configuration: SiteConfiguration, clock: SiteClock, outline: ContentOutline, places: FieldLocator?
  ) {
    self.places = places
    addresses = AddressBook(places: places)
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
      site.omissions.append(Omission(source: page.source ?? "", reason: reason, address: page.address))
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
        site.omissions.append(Omission(source: page.source ?? "", reason: .edition(edition), address: page.address))
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
    pages.append(PageDraft(own: page))
    if PageAddress.lacksPart(page.address) {
      reportBadNames(of: page)
    } else {
      addresses.claim(page.address, for: id, among: pages)
    }
    site.pagesByKey[page.key, default: []].append(id)
    return id
  }

  private mutating func reportBadNames(of page: ParsedPage) {
    if let folder = page.folder { reportBadNames(ofFolder: folder) }
    let name = page.key.folderAndName.name
    guard page.metadata.slug == nil, page.metadata.url == nil, SiteMarkdown.slug(of: name).isEmpty else { return }
    reportBadName(name, of: page.source ?? page.key, hint: "rename the file, or give the page a `slug:`")
  }

  private mutating func reportBadNames(ofFolder folder: String) {
    guard !folder.isEmpty, badFolders.insert(folder).inserted else { return }
    let (parent, name) = folder.folderAndName
    if let parent { reportBadNames(ofFolder: String(parent)) }
    if SiteMarkdown.slug(of: name).isEmpty { reportBadName(name, of: folder, hint: "rename the folder") }
  }

  private mutating func reportBadName(_ part: Substring, of path: String, hint: String) {
    diagnostics.append(
      .error(
        "content.bad-name", "the name `\(part)` has no letter or digit to make an address of",
        at: SourceLocation(path: "Content/\(path)"), hint: hint))
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
        if kind == .edition {
          reportMissingIndex(of: key)
          // What a template makes of it stands beside the one mistake, and needn't be a second one.
          metadata.date =
            pages.lazy.filter { $0.own.key.hasPrefix(key + "/") }.compactMap(\.own.metadata.date).max() ?? clock.today
        }
        metadata.template = original.flatMap { self[$0].own.metadata.template }
        add(
          ParsedPage(kind: kind, language: language, key: key, metadata: metadata, configuration: configuration))
      }
    }
  }

  /// An edition has a title and a date, which nobody can make up.
  private mutating func reportMissingIndex(of folder: String) {
    guard editionsWithoutIndex.insert(folder).inserted else { return }
    let name = folder.folderAndName.name
    let isYear = name.utf8.count == 4 && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let below = pages.lazy.compactMap(\.own.source).first { source in
      source.hasPrefix(folder + "/") && source.dropFirst(folder.utf8.count + 1).contains("/")
    }
    let part = below?.dropFirst(folder.utf8.count + 1).prefix { $0 != "/" } ?? ""
    let isMonth = !part.isEmpty && part.utf8.count <= 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    diagnostics.append(
      .error(
        "content.missing-index", "the edition has no `index.md` with its title and date",
        at: SourceLocation(path: "Content/\(folder)"),
        hint: isYear && isMonth
          ? "editions lie side by side in `\(configuration.editionsFolder)`: rename the folder `\(name)/\(part)` to `\(name)-\(part)`, without one for the year"
          : "`sitegen new edition \(name)` makes it; or move the articles to the folder of their edition"))
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
      addresses.claim(
        file: String(Substring(address.utf8.dropFirst())), for: .file(file), describedAs: address, among: pages)
      site.addFile(file, at: address)
    }
    guard !waiting.isEmpty else { return }
    for index in site.omissions.indices { site.omissions[index].fileCount = waiting[site.omissions[index].source] ?? 0 }
  }

  // MARK: What sitegen makes

  /// The places of feeds and of files for machines, so that whoever else wants one is told so.
  private mutating func addSiteFiles() {
    for name in ["sitemap.xml", "robots.txt"] {
      addresses.claim(file: name, for: .made("the `\(name)` of the site"), describedAs: "/" + name, among: pages)
    }
    for index in pages.indices {
      let page = pages[index].own
      let hasFeeds =
        switch page.kind {
        case .home: true
        case .edition: configuration.feeds.hasEditionFeeds
        case .term: pages[index].relations.term.map { configuration.taxonomies[site[$0].taxonomy].hasFeeds } ?? false
        default: false
        }
      guard hasFeeds else { continue }
      for format in configuration.feeds.formats {
        let address = page.address + format.fileName
        addresses.claim(
          file: String(address.dropFirst()), for: .made("a feed of the site"), describedAs: address, among: pages)
      }
    }
  }

  // MARK: Redirects

  private mutating func addRedirects() {
    for (index, page) in pages.enumerated() {
      guard page.own.source != nil else { continue }
      // That a page needn't be led to itself is told where its front matter is read.
      for alias in page.own.metadata.aliases where !OldAddress.isSame(alias, page.own.address) {
        let redirect = Site.Redirect(from: alias, to: PageID(index))
        if addresses.claim(
          file: redirect.outputPath, for: .alias(alias, of: PageID(index)), describedAs: alias, among: pages)
        {
          site.redirects.append(redirect)
        }
      }
    }
  }
}
