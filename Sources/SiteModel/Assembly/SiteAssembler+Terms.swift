internal import SiteDiagnostics
internal import SiteMarkdown

/// The taxonomies' terms, and the pages that are made of the site rather than from files.
extension SiteAssembler {
  mutating func addTerms() {
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
    let path = options.path[language].split(separator: "/").map { PageSlug.slug(of: $0) }.joined(
      separator: "/")
    let address = "\(configuration.addressPrefix(of: language))/\(path)/"
    var bySlug: [String: TermID] = [:]
    var byName: [String: TermID] = [:]
    var known: [TermID] = []
    for id in site.parts[language]?.all ?? [] {
      for reference in self[id].own.metadata.terms where reference.taxonomy == taxonomy {
        let name = reference.name
        var term = byName[name]
        if term == nil {
          let slug = TermSlug.slug(of: name, in: options)
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
        guard let term, !self[id].relations.terms.contains(term) else { continue }
        site.terms[term.index].pages.append(id)
        pages[id.index].relations.terms.append(term)
      }
    }
    let collation = Collation(language: language)
    known.sort { collation.precedes(site[$0].name, site[$1].name) }
    site.taxonomyIndexes.append(
      TaxonomyIndex(taxonomy: taxonomy, language: language, address: address, terms: known))
  }

  /// Pages for what is made from the site: indexes of taxonomies, their terms, and a 404 in every language.
  mutating func addGeneratedPages() {
    for index in site.taxonomyIndexes.indices {
      let taxonomy = site.taxonomyIndexes[index]
      let options = configuration.taxonomies[taxonomy.taxonomy]
      let key = "taxonomy:\(options.key)"
      var metadata = PageMetadata()
      metadata.title = options.title[taxonomy.language]
      metadata.date = taxonomy.terms.compactMap { site[$0].pages.first.flatMap { self[$0].own.metadata.date } }.max()
      let id = add(
        ParsedPage(
          kind: .taxonomy, language: taxonomy.language, key: key, metadata: metadata, address: taxonomy.address,
          configuration: configuration))
      pages[id.index].relations.taxonomyIndex = index
      pages[id.index].relations.parent = site.home(taxonomy.language)
      for term in taxonomy.terms {
        var metadata = PageMetadata()
        metadata.title = site[term].name
        metadata.date = site[term].pages.first.flatMap { self[$0].own.metadata.date }
        let name = options.commonName(of: site[term].name, language: taxonomy.language)
        let page = add(
          ParsedPage(
            kind: .term, language: taxonomy.language, key: "\(key)/\(name)", metadata: metadata,
            address: site[term].address, configuration: configuration))
        pages[page.index].relations.term = term
        pages[page.index].relations.parent = id
        pages[page.index].relations.children = site[term].pages
      }
    }
    for (code, part) in site.parts.sorted(by: { $0.key < $1.key }) where part.notFound == nil {
      var metadata = PageMetadata()
      metadata.title = "404"
      metadata.isHiddenFromIndexes = true
      let id = add(
        ParsedPage(
          kind: .notFound, language: code, key: "404", metadata: metadata, configuration: configuration))
      pages[id.index].relations.parent = part.home
      site.parts[code]?.notFound = id
    }
    for index in pages.indices where pages[index].own.source == nil {
      let id = PageID(index)
      pages[index].relations.translations = (site.pagesByKey[pages[index].own.key] ?? []).filter { $0 != id }
    }
  }

  private mutating func reportTwoSpellings(_ name: String, and other: String, of key: String, in id: PageID) {
    let source = self[id].own.source ?? ""
    diagnostics.append(
      .warning(
        "taxonomy.two-spellings", "`\(name)` and `\(other)` of `\(key)` have the same address",
        at: places?(source, key, name) ?? SourceLocation(path: "Content/\(source)"),
        hint:
          "write `\(other)` everywhere; if they are two, give one an address of its own below `taxonomies:` in `site.yaml`: "
          + "`\(key): {terms: {\(YAMLText.item(name)): {slug: …}}}`"))
  }
}
