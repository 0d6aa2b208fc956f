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
    let path = options.path[language].split(separator: "/").map { SiteMarkdown.slug(of: String($0)) }.joined(
      separator: "/")
    let address = "\(languagePrefix(language))/\(path)/"
    var bySlug: [String: TermID] = [:]
    var byName: [String: TermID] = [:]
    var known: [TermID] = []
    for id in site.parts[language]?.all ?? [] {
      for reference in site.pages[id.index].termReferences where reference.taxonomy == taxonomy {
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
  mutating func addGeneratedPages() {
    for index in site.taxonomyIndexes.indices {
      let taxonomy = site.taxonomyIndexes[index]
      let options = configuration.taxonomies[taxonomy.taxonomy]
      let key = "taxonomy:\(options.key)"
      var metadata = PageMetadata()
      metadata.title = options.title[taxonomy.language]
      metadata.date = taxonomy.terms.compactMap { site[$0].pages.first.flatMap { site[$0].date } }.max()
      let id = add(
        ParsedPage(kind: .taxonomy, language: taxonomy.language, key: key, metadata: metadata), at: taxonomy.address)
      site.pages[id.index].taxonomyIndex = index
      site.pages[id.index].parent = site.home(taxonomy.language)
      for term in taxonomy.terms {
        var metadata = PageMetadata()
        metadata.title = site[term].name
        metadata.date = site[term].pages.first.flatMap { site[$0].date }
        let name = options.commonName(of: site[term].name, language: taxonomy.language)
        let page = add(
          ParsedPage(kind: .term, language: taxonomy.language, key: "\(key)/\(name)", metadata: metadata),
          at: site[term].address)
        site.pages[page.index].term = term
        site.pages[page.index].parent = id
        site.pages[page.index].children = site[term].pages
      }
    }
    for (code, part) in site.parts.sorted(by: { $0.key < $1.key }) where part.notFound == nil {
      var metadata = PageMetadata()
      metadata.title = "404"
      metadata.isHiddenFromIndexes = true
      let id = add(ParsedPage(kind: .notFound, language: code, key: "404", metadata: metadata))
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
}
