/// Who belongs to whom: folders and what lies in them, editions and their articles, translations, neighbours.
extension SiteAssembler {
  mutating func linkFamilies() {
    // Pages come folder by folder, and all articles of a folder have the same family.
    var latest: (folder: String, language: String, parent: PageID?, edition: PageID?)?
    for index in site.pages.indices {
      let kind = site.pages[index].kind
      let language = site.pages[index].language
      if let folder = kind == .notFound ? "" : site.pages[index].folder {
        if latest?.folder != folder || latest?.language != language {
          latest = (
            folder, language, nearestPage(upwardsFrom: folder, language: language),
            outline.editionFolder(of: folder).flatMap { page(key: $0, language: language) }
          )
        }
        site.pages[index].parent = latest?.parent
        if kind == .article { site.pages[index].edition = latest?.edition }
      }
      if kind == .edition { site.pages[index].edition = PageID(index) }
    }
    for ids in site.pagesByKey.values where ids.count > 1 {
      for id in ids { site.pages[id.index].translations = ids.filter { $0 != id } }
    }
    for code in configuration.languages.map(\.code) {
      guard let home = site.page(key: "", language: code) else { continue }
      site.parts[code] = Site.LanguagePart(home: home)
    }
  }

  /// The page with that key in a language or, where there is none, in the default one.
  private func page(key: String, language: String) -> PageID? {
    site.page(key: key, language: language) ?? site.page(key: key, language: configuration.defaultLanguage.code)
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
    let order = ReadingOrder(site.pages)
    for index in site.pages.indices {
      let kind = site.pages[index].kind
      let id = PageID(index)
      let list = kind == .article ? site.pages[index].edition : site.pages[index].parent
      if let list, kind != .notFound, list != id, site.pages[list.index].language == site.pages[index].language {
        site.pages[list.index].children.append(id)
      }
    }
    for index in site.pages.indices where !site.pages[index].children.isEmpty {
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
      collectPages(of: code, into: &part)
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

  private func collectPages(of language: String, into part: inout Site.LanguagePart) {
    for index in site.pages.indices where site.pages[index].language == language {
      let id = PageID(index)
      if site.pages[index].source != nil { part.all.append(id) }
      switch site.pages[index].kind {
      case .article: part.articles.append(id)
      case .edition: part.editions.append(id)
      case .notFound: part.notFound = id
      default: break
      }
    }
  }
}
