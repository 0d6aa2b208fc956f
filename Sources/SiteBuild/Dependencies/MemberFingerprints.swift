import SiteModel

/// Makes the fingerprints of a site's members. Each puts in whatever the views show of that aspect; what they show of
/// another member is that one's.
struct MemberFingerprints: Sendable {
  typealias Member = SiteFingerprints.Member

  let site: Site
  let bodies: BodyRenderer
  let sources: ParsedPages?
  /// The identities of pages and terms.
  let pages: [UInt64]
  let terms: [UInt64]

  func page(_ id: PageID) -> Member {
    let page = site.pages[id.index]
    let source = page.source.flatMap { sources?[$0] }?.fingerprints
    var member = Member(identity: pages[id.index])
    var maker = Fingerprinter()
    maker.add(page.kind.rawValue)
    maker.add(page.source)
    maker.add(page.address)
    if let source {
      maker.add(source.front)
    } else {
      maker.add(page.title)
      maker.add(page.date?.description)
      maker.add(page.template)
      maker.add(page.isHiddenFromIndexes ? 1 : 0)
    }
    if let image = page.image {
      let picture = bodies.links.picture(image.src, on: id)
      maker.add(picture?.address)
      let size = picture?.source.flatMap { bodies.sizes.size(ofSource: $0) }
      maker.add(size?.width ?? 0)
      maker.add(size?.height ?? 0)
    }
    member.front = maker.finish()
    member.text = source?.text ?? 0

    for relative in [page.parent, page.edition, page.previous, page.next] { add(relative, to: &maker) }
    for translation in page.translations { add(translation, to: &maker) }
    add(nil, to: &maker)
    for term in page.terms { maker.add(terms[term.index]) }
    member.relations = maker.finish()

    for child in page.children { add(child, to: &maker) }
    member.list = maker.finish()
    return member
  }

  func term(_ id: TermID) -> Member {
    var member = Member(identity: terms[id.index])
    var maker = Fingerprinter()
    maker.add(site[id].name)
    maker.add(site[id].address)
    member.front = maker.finish()
    for page in site[id].pages { add(page, to: &maker) }
    member.list = maker.finish()
    return member
  }

  func taxonomy(_ index: Int) -> Member {
    let taxonomy = site.taxonomyIndexes[index]
    var maker = Fingerprinter()
    maker.add(taxonomy.taxonomy)
    maker.add(taxonomy.language)
    var member = Member(identity: maker.finish())
    for term in taxonomy.terms { maker.add(terms[term.index]) }
    member.list = maker.finish()
    return member
  }

  /// In the order of ``Dependency/LanguagePart``.
  func languageParts(_ index: Int) -> [Member] {
    let language = site.configuration.languages[index].code
    let part = site.parts[language]
    return Dependency.LanguagePart.allCases.map { kind in
      var maker = Fingerprinter()
      maker.add(language)
      maker.add(kind.rawValue)
      var member = Member(identity: maker.finish())
      switch kind {
      case .articles: for page in part?.articles ?? [] { add(page, to: &maker) }
      case .editions: for page in part?.editions ?? [] { add(page, to: &maker) }
      case .pages: for page in part?.all ?? [] { add(page, to: &maker) }
      case .updated: maker.add(site.newestDate(language)?.description)
      case .frame: addFrame(of: language, to: &maker)
      }
      member.list = maker.finish()
      return member
    }
  }

  private func addFrame(of language: String, to maker: inout Fingerprinter) {
    for code in site.configuration.languageCodes { maker.add(site.home(code).map { site[$0].address }) }
    for item in site.configuration.menus.flatMap(\.items) {
      let target = site.target(of: item, language: language)
      maker.add(target?.title)
      maker.add(target?.address)
    }
    for taxonomy in site.taxonomyIndexes where taxonomy.language == language { maker.add(taxonomy.address) }
  }

  static func files(of site: Site, _ bodies: BodyRenderer) -> [String: UInt64] {
    var maker = Fingerprinter()
    return Dictionary(
      uniqueKeysWithValues: site.files.map { path, address in
        maker.add(address)
        let size = bodies.sizes.size(ofSource: path)
        maker.add(size?.width ?? 0)
        maker.add(size?.height ?? 0)
        return (path, maker.finish())
      })
  }

  /// Of all that an address can lead to, and all that a path in a text can mean.
  func addresses() -> UInt64 {
    var maker = Fingerprinter()
    for page in site.pages {
      maker.add(page.address)
      maker.add(page.source)
    }
    for (path, address) in site.files.sorted(by: { $0.key < $1.key }) {
      maker.add(path)
      maker.add(address)
    }
    for redirect in site.redirects { maker.add(redirect.from) }
    return maker.finish()
  }

  func order(of terms: [Member]) -> UInt64 {
    var maker = Fingerprinter()
    for term in terms {
      maker.add(term.identity)
      maker.add(term.list)
    }
    for language in site.configuration.languageCodes {
      for page in site.parts[language]?.articles ?? [] { add(page, to: &maker) }
    }
    return maker.finish()
  }

  private func add(_ page: PageID?, to maker: inout Fingerprinter) { maker.add(page.map { pages[$0.index] } ?? 0) }
}
