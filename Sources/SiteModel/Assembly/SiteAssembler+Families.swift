/// Who belongs to whom: folders and what lies in them, editions and their articles, translations, neighbours.
extension SiteAssembler {
  mutating func linkFamilies() {
    // Pages come folder by folder, and all articles of a folder have the same family.
    var latest: (folder: String, language: String, parent: PageID?, edition: PageID?)?
    for index in pages.indices {
      let kind = pages[index].own.kind
      let language = pages[index].own.language
      if let folder = kind == .notFound ? "" : pages[index].own.folder {
        if latest?.folder != folder || latest?.language != language {
          latest = (
            folder, language, nearestPage(upwardsFrom: folder, language: language),
            outline.editionFolder(of: folder).flatMap { page(key: $0, language: language) }
          )
        }
        pages[index].relations.parent = latest?.parent
        if kind == .article { pages[index].relations.edition = latest?.edition }
      }
      if kind == .edition { pages[index].relations.edition = PageID(index) }
    }
    for ids in site.pagesByKey.values where ids.count > 1 {
      for id in ids { pages[id.index].relations.translations = ids.filter { $0 != id } }
    }
    for code in configuration.languages.map(\.code) {
      guard let home = page(key: "", in: code) else { continue }
      site.parts[code] = Site.LanguagePart(home: home)
    }
  }

  /// The page with that key in a language or, where there is none, in the default one.
  private func page(key: String, language: String) -> PageID? {
    page(key: key, in: language) ?? page(key: key, in: configuration.defaultLanguage.code)
  }

  /// The page of a folder or of the nearest one above it that has one.
  private func nearestPage(upwardsFrom folder: String, language: String) -> PageID? {
    var next: String? = folder
    while let folder = next {
      if let page = page(key: folder, language: language) { return page }
      next = ContentOutline.parent(of: folder)
    }
    return nil
  }

  /// Sorts every list of pages and makes neighbours of those that follow each other.
  mutating func order() {
    let order = ReadingOrder(pages)
    for index in pages.indices {
      let kind = pages[index].own.kind
      let id = PageID(index)
      let list = kind == .article ? pages[index].relations.edition : pages[index].relations.parent
      if let list, kind != .notFound, list != id, pages[list.index].own.language == pages[index].own.language {
        pages[list.index].relations.children.append(id)
      }
    }
    for index in pages.indices where !pages[index].relations.children.isEmpty {
      pages[index].relations.children.sort(by: order.listPrecedes)
      guard pages[index].own.kind == .edition else { continue }
      let articles = pages[index].relations.children
      for (position, article) in articles.enumerated() {
        if position > 0 { pages[article.index].relations.previous = articles[position - 1] }
        if position + 1 < articles.count { pages[article.index].relations.next = articles[position + 1] }
      }
    }
    for code in site.parts.keys {
      guard var part = site.parts[code] else { continue }
      collectPages(of: code, into: &part)
      part.articles.sort(by: order.newestFirst)
      part.editions.sort(by: order.newestFirst)
      part.all.sort { self[$0].own.source ?? "" < self[$1].own.source ?? "" }
      for (position, edition) in part.editions.enumerated() {
        if position + 1 < part.editions.count {
          pages[edition.index].relations.previous = part.editions[position + 1]
        }
        if position > 0 { pages[edition.index].relations.next = part.editions[position - 1] }
      }
      pages[part.home.index].relations.children = part.articles
      site.parts[code] = part
    }
    site.order = order
  }

  private func collectPages(of language: String, into part: inout Site.LanguagePart) {
    for index in pages.indices where pages[index].own.language == language {
      let id = PageID(index)
      if pages[index].own.source != nil { part.all.append(id) }
      switch pages[index].own.kind {
      case .article: part.articles.append(id)
      case .edition: part.editions.append(id)
      case .notFound: part.notFound = id
      default: break
      }
    }
  }
}
