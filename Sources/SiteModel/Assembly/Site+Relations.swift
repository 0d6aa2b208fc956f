extension Site {
  /// From the start page down to the page above.
  package func ancestors(of id: PageID) -> [PageID] {
    var ancestors: [PageID] = []
    var current = self[id].parent
    while let page = current, ancestors.count < 64 {
      ancestors.append(page)
      current = self[page].parent
    }
    return ancestors.reversed()
  }

  /// Other articles that share terms with this one: those that share most first, then the newest.
  ///
  /// Looks only at the articles that stand near this one in the lists of its terms, so that a site's whole cost grows
  /// with its size and not with its square.
  package func related(to id: PageID, atMost limit: Int) -> [PageID] {
    let reach = 8
    var shared: [PageID: Int] = [:]
    for term in self[id].terms {
      let pages = self[term].pages
      guard let position = positionInTerm(of: id, pages) else { continue }
      for other in pages[max(0, position - reach)..<min(pages.count, position + reach + 1)] where other != id {
        guard self[other].kind == .article else { continue }
        shared[other, default: 0] += 1
      }
    }
    let sorted = shared.keys.sorted { left, right in
      let (leftCount, rightCount) = (shared[left] ?? 0, shared[right] ?? 0)
      return leftCount != rightCount ? leftCount > rightCount : order.newestFirst(left, right)
    }
    return Array(sorted.prefix(limit))
  }

  /// When a page of a language was last written or updated, by its own word.
  package func newestDate(_ language: String) -> SiteDate? {
    parts[language]?.all.lazy.compactMap { self[$0].updated ?? self[$0].date }.max()
  }

  /// A term's pages are sorted newest first, so a page is found by halving.
  private func positionInTerm(of id: PageID, _ sorted: [PageID]) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] == id { return middle }
      if order.newestFirst(sorted[middle], id) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  package struct Target: Sendable {
    package var title: String
    /// From the site's root, or as somebody wrote it.
    package var address: String
    /// Whether it is an address of `site.yaml`, and not that of a page.
    package var isWritten: Bool
  }

  /// Where an entry of a menu leads for readers of a language: to the translation where there is one.
  package func target(of item: SiteConfiguration.NavigationItem, language: String) -> Target? {
    switch item.target {
    case .url(let url):
      let address = url[language]
      return Target(title: address, address: address, isWritten: true)
    case .taxonomy(let key):
      guard let taxonomy = configuration.taxonomies.firstIndex(where: { $0.key == key }),
        let index = taxonomyIndex(taxonomy, language: language)
          ?? taxonomyIndex(taxonomy, language: configuration.defaultLanguage.code)
      else { return nil }
      return Target(
        title: configuration.taxonomies[taxonomy].title[language], address: index.address, isWritten: false)
    case .page(let source):
      guard let id = page(source: source, language: language) else { return nil }
      return Target(title: self[id].title, address: self[id].address, isWritten: false)
    }
  }

  /// The page of a source file of the default language (`impressum.md`), or its translation where there is one.
  package func page(source: String, language: String) -> PageID? {
    guard source.hasSuffix(".md"), let path = ContentPath.parse(source, configuration: configuration).0 else {
      return nil
    }
    return page(key: path.key, language: language) ?? page(key: path.key, language: configuration.defaultLanguage.code)
  }
}
