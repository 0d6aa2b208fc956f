package import SiteDiagnostics
package import SiteMarkdown

/// A source file after it was read and parsed, on its own and knowing nothing of the others.
package final class ParsedPage: Sendable {
  package let path: ContentPath
  package let kind: PageKind
  package let metadata: PageMetadata
  package let body: MarkdownDocument

  package init(path: ContentPath, kind: PageKind, metadata: PageMetadata, body: MarkdownDocument) {
    self.path = path
    self.kind = kind
    self.metadata = metadata
    self.body = body
  }
}

/// Makes one site of many parsed pages: who is left out, addresses, families, terms, neighbours, translations.
package struct SiteAssembler {
  private let configuration: SiteConfiguration
  private let clock: SiteClock
  private let outline: ContentOutline
  private var site: Site
  private var addresses = AddressBook()
  private var slugs: [String: String] = [:]
  package private(set) var diagnostics: [Diagnostic] = []

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
    for index in parsed.indices {
      guard let reason = policy.reasonToOmit(parsed[index].metadata, clock: clock) else { continue }
      let path = parsed[index].path
      omitted[index] = true
      site.omissions.append(Omission(source: path.path, reason: reason))
      if parsed[index].kind == .edition { omittedEditions["\(path.language) \(path.key)"] = path.path }
    }
    if !omittedEditions.isEmpty {
      for index in parsed.indices where parsed[index].kind == .article && !omitted[index] {
        let path = parsed[index].path
        guard let folder = outline.editionFolder(of: path.key),
          let edition = omittedEditions["\(path.language) \(folder)"]
        else { continue }
        omitted[index] = true
        site.omissions.append(Omission(source: path.path, reason: .edition(edition)))
      }
    }
    site.omissions.sort { $0.source < $1.source }
    site.pages.reserveCapacity(parsed.count)
    for (index, page) in parsed.enumerated() where !omitted[index] {
      add(
        kind: page.kind, language: page.path.language, key: page.path.key, source: page.path.path,
        metadata: page.metadata, body: page.body)
    }
  }

  @discardableResult
  private mutating func add(
    kind: PageKind, language: String, key: String, source: String?, metadata: PageMetadata,
    body: MarkdownDocument = .empty, address: String? = nil
  ) -> PageID {
    let id = PageID(site.pages.count)
    let address = address ?? self.address(kind: kind, language: language, key: key, slug: metadata.slug)
    let page = Page(
      kind: kind, language: language, key: key, source: source, metadata: metadata, body: body, address: address)
    addresses.claim(page.outputPath, for: source, describedAs: address)
    site.pages.append(page)
    site.pagesByKey[key, default: []].append(id)
    return id
  }

  private mutating func address(kind: PageKind, language: String, key: String, slug: String?) -> String {
    let prefix = languagePrefix(language)
    if kind == .notFound { return "\(prefix)/404.html" }
    if key.isEmpty { return prefix + "/" }
    guard let slug else { return "\(prefix)/\(slugPath(key))/" }
    let parent = ContentOutline.parent(of: key) ?? ""
    return parent.isEmpty ? "\(prefix)/\(slug)/" : "\(prefix)/\(slugPath(parent))/\(slug)/"
  }

  private func languagePrefix(_ language: String) -> String {
    language == configuration.defaultLanguage.code ? "" : "/\(language)"
  }

  /// A path with every part made fit for an address; remembered, because a folder's part recurs with every page of it.
  private mutating func slugPath(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return slug(ofPart: path) }
    let folder = String(path[..<slash])
    let known = slugs[folder]
    let parent = known ?? slugPath(folder)
    if known == nil { slugs[folder] = parent }
    return "\(parent)/\(slug(ofPart: String(path[path.index(after: slash)...])))"
  }

  private mutating func slug(ofPart part: String) -> String {
    let slug = SiteMarkdown.slug(of: part)
    if slug.isEmpty {
      diagnostics.append(
        .error(
          "content.bad-name", "the name `\(part)` has no letter or digit to make an address of",
          at: SourceLocation(path: "Content"), hint: "rename the file or folder"))
    }
    return slug
  }

  /// Home, a section or an edition for every folder that has pages but no index of its own in that language.
  private mutating func addMissingIndexes() {
    var wanted: [String: Set<String>] = [:]
    wanted[configuration.defaultLanguage.code] = [""]
    for page in site.pages where page.kind != .notFound {
      var folder = ContentOutline.parent(of: page.key)
      while let current = folder {
        guard wanted[page.language, default: [""]].insert(current).inserted || current.isEmpty else { break }
        folder = ContentOutline.parent(of: current)
      }
      if page.key.isEmpty { wanted[page.language, default: []].insert("") }
    }
    let defaultCode = configuration.defaultLanguage.code
    for language in configuration.languages.map(\.code) {
      for key in (wanted[language] ?? []).sorted() where site.page(key: key, language: language) == nil {
        let kind = outline.kindOfFolder(key)
        if kind == .article { continue }
        let original = site.page(key: key, language: defaultCode)
        // An article whose edition isn't translated belongs to the edition in the default language.
        if kind != .home, kind != .section, original != nil { continue }
        var metadata = PageMetadata()
        metadata.title =
          kind == .home
          ? configuration.title[language]
          : original.map { site[$0].title } ?? key.split(separator: "/").last.map(String.init) ?? key
        metadata.date = original.flatMap { site[$0].date }
        metadata.template = original.flatMap { site[$0].template }
        add(
          kind: kind, language: language, key: key, source: nil, metadata: metadata)
      }
    }
  }

  /// A file lies beside its folder's page, wherever that is; names are kept.
  private mutating func addFiles(_ files: [String]) {
    for file in files {
      let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { String(file[..<$0]) } ?? ""
      let name = slash.map { String(file[file.index(after: $0)...]) } ?? file
      let page = site.pagesByKey[folder]?.min { _, other in
        site[other].language != configuration.defaultLanguage.code
      }
      let prefix = folder.isEmpty ? "/" : page.map { site[$0].address } ?? "/\(slugPath(folder))/"
      let address = prefix + name
      addresses.claim(address.dropFirst(), for: file, describedAs: address)
      site.addFile(file, at: address)
    }
  }

  // MARK: Families

  private mutating func linkFamilies() {
    let defaultCode = configuration.defaultLanguage.code
    for index in site.pages.indices {
      let page = site.pages[index]
      let id = PageID(index)
      site.pages[index].translations = (site.pagesByKey[page.key] ?? []).filter { $0 != id }
      var folder = page.kind == .notFound ? "" : ContentOutline.parent(of: page.key)
      while let key = folder, site.pages[index].parent == nil {
        site.pages[index].parent =
          site.page(key: key, language: page.language) ?? site.page(key: key, language: defaultCode)
        folder = ContentOutline.parent(of: key)
      }
      if page.kind == .article, let key = outline.editionFolder(of: page.key) {
        site.pages[index].edition =
          site.page(key: key, language: page.language) ?? site.page(key: key, language: defaultCode)
      } else if page.kind == .edition {
        site.pages[index].edition = id
      }
    }
    for code in configuration.languages.map(\.code) {
      guard let home = site.page(key: "", language: code) else { continue }
      site.parts[code] = Site.LanguagePart(home: home)
    }
  }

  /// Sorts every list of pages and makes neighbours of those that follow each other.
  private mutating func order() {
    let order = ReadingOrder(site.pages)
    for index in site.pages.indices {
      let page = site.pages[index]
      let id = PageID(index)
      if page.source != nil { site.parts[page.language]?.all.append(id) }
      switch page.kind {
      case .article: site.parts[page.language]?.articles.append(id)
      case .edition: site.parts[page.language]?.editions.append(id)
      case .notFound: site.parts[page.language]?.notFound = id
      default: break
      }
      let list = page.kind == .article ? page.edition : page.parent
      if let list, page.kind != .notFound, site[list].language == page.language, list != id {
        site.pages[list.index].children.append(id)
      }
    }
    for index in site.pages.indices {
      site.pages[index].children.sort(by: order.listPrecedes)
      guard site.pages[index].kind == .edition else { continue }
      let articles = site.pages[index].children
      for (position, article) in articles.enumerated() {
        if position > 0 { site.pages[article.index].previous = articles[position - 1] }
        if position + 1 < articles.count { site.pages[article.index].next = articles[position + 1] }
      }
    }
    for code in site.parts.keys {
      guard var part = site.parts[code] else { continue }
      part.articles.sort(by: order.newestFirst)
      part.editions.sort(by: order.newestFirst)
      part.all.sort { site[$0].source ?? "" < site[$1].source ?? "" }
      for (position, edition) in part.editions.enumerated() {
        if position + 1 < part.editions.count { site.pages[edition.index].previous = part.editions[position + 1] }
        if position > 0 { site.pages[edition.index].next = part.editions[position - 1] }
      }
      site.pages[part.home.index].children = part.articles
      site.parts[code] = part
    }
    site.order = order
  }

  // MARK: Terms

  private mutating func addTerms() {
    for language in configuration.languages.map(\.code) where site.parts[language] != nil {
      for taxonomy in configuration.taxonomies.indices {
        addTerms(of: taxonomy, language: language)
      }
    }
    let order = site.order
    for index in site.terms.indices { site.terms[index].pages.sort(by: order.newestFirst) }
  }

  private mutating func addTerms(of taxonomy: Int, language: String) {
    let options = configuration.taxonomies[taxonomy]
    let path = options.path[language].split(separator: "/").map { SiteMarkdown.slug(of: String($0)) }.joined(
      separator: "/")
    let address = "\(languagePrefix(language))/\(path)/"
    var bySlug: [String: TermID] = [:]
    var byName: [String: TermID] = [:]
    var known: [TermID] = []
    for id in site.parts[language]?.all ?? [] {
      for reference in site[id].metadata.terms where reference.taxonomy == taxonomy {
        let name = reference.name
        var term = byName[name]
        if term == nil {
          let slug = SiteMarkdown.slug(of: name)
          term = bySlug[slug]
          if let term {
            reportTwoSpellings(name, and: site[term].name, of: options.key, in: id)
          } else {
            let new = TermID(site.terms.count)
            site.terms.append(
              Term(taxonomy: taxonomy, language: language, name: name, slug: slug, address: "\(address)\(slug)/"))
            bySlug[slug] = new
            known.append(new)
            term = new
          }
          byName[name] = term
        }
        guard let term, !site.pages[id.index].terms.contains(term) else { continue }
        site.terms[term.index].pages.append(id)
        site.pages[id.index].terms.append(term)
      }
    }
    let collation = Collation(language: language)
    known.sort { collation.precedes(site[$0].name, site[$1].name) }
    site.taxonomyIndexes.append(
      TaxonomyIndex(taxonomy: taxonomy, language: language, address: address, terms: known))
  }

  /// Pages for what is made from the site: indexes of taxonomies, their terms, and a 404 in every language.
  private mutating func addGeneratedPages() {
    for index in site.taxonomyIndexes.indices {
      let taxonomy = site.taxonomyIndexes[index]
      let options = configuration.taxonomies[taxonomy.taxonomy]
      let key = "taxonomy:\(options.key)"
      var metadata = PageMetadata()
      metadata.title = options.title[taxonomy.language]
      metadata.date = taxonomy.terms.compactMap { site[$0].pages.first.flatMap { site[$0].date } }.max()
      let id = add(
        kind: .taxonomy, language: taxonomy.language, key: key, source: nil, metadata: metadata,
        address: taxonomy.address)
      site.pages[id.index].taxonomyIndex = index
      site.pages[id.index].parent = site.home(taxonomy.language)
      for term in taxonomy.terms {
        var metadata = PageMetadata()
        metadata.title = site[term].name
        metadata.date = site[term].pages.first.flatMap { site[$0].date }
        let page = add(
          kind: .term, language: taxonomy.language,
          key: "\(key)/\(options.commonName(of: site[term].name, language: taxonomy.language))", source: nil,
          metadata: metadata,
          address: site[term].address)
        site.pages[page.index].term = term
        site.pages[page.index].parent = id
        site.pages[page.index].children = site[term].pages
      }
    }
    for (code, part) in site.parts.sorted(by: { $0.key < $1.key }) where part.notFound == nil {
      var metadata = PageMetadata()
      metadata.title = "404"
      metadata.isHiddenFromIndexes = true
      let id = add(kind: .notFound, language: code, key: "404", source: nil, metadata: metadata)
      site.pages[id.index].parent = part.home
      site.parts[code]?.notFound = id
    }
    for index in site.pages.indices where site.pages[index].source == nil {
      let id = PageID(index)
      site.pages[index].translations = (site.pagesByKey[site.pages[index].key] ?? []).filter { $0 != id }
    }
  }

  private mutating func reportTwoSpellings(_ name: String, and other: String, of key: String, in id: PageID) {
    diagnostics.append(
      .warning(
        "taxonomy.two-spellings", "`\(name)` and `\(other)` of `\(key)` have the same address",
        at: SourceLocation(path: "Content/\(site[id].source ?? "")"), hint: "write `\(other)` everywhere"))
  }

  // MARK: Redirects

  private mutating func addRedirects() {
    for index in site.pages.indices where site.pages[index].source != nil {
      for alias in site.pages[index].metadata.aliases {
        let redirect = Site.Redirect(from: alias, to: PageID(index))
        let source = site.pages[index].source
        if addresses.claim(redirect.outputPath, for: source, describedAs: alias) { site.redirects.append(redirect) }
      }
    }
  }
}
