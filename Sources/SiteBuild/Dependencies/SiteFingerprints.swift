import SiteModel

/// What a site is, member by member and aspect by aspect, as far as a file that was rendered can show it: short enough
/// to be kept and compared with the next build's.
struct SiteFingerprints: Sendable {
  /// One member, and how each of its aspects is.
  struct Member: Sendable {
    /// The same for the same member in every build, wherever it stands in the lists.
    let identity: UInt64
    var front: UInt64 = 0
    var text: UInt64 = 0
    var relations: UInt64 = 0
    var list: UInt64 = 0

    init(identity: UInt64) { self.identity = identity }

    subscript(aspect: Dependency.Aspect) -> UInt64 {
      switch aspect {
      case .front: front
      case .text: text
      case .relations: relations
      case .list: list
      }
    }
  }

  private(set) var pages: [Member]
  private(set) var terms: [Member] = []
  private(set) var taxonomies: [Member] = []
  private(set) var languageParts: [Member] = []
  private(set) var site = Member(identity: 0)
  /// By path below `Content`: the address of what isn't Markdown, and a picture's size.
  private(set) var files: [String: UInt64] = [:]
  /// In which order articles and terms list what they list. As long as it stays, so do the articles related to each.
  private(set) var order: UInt64 = 0

  static func make(
    of site: Site, bodies: BodyRenderer, sources: ParsedPages?, jobs: Int
  ) async -> SiteFingerprints {
    let identities = await concurrently(site.pages, jobs: jobs) { identity(of: $0) }
    let terms = site.terms.map { term in
      var maker = Fingerprinter()
      maker.add(term.taxonomy)
      maker.add(term.language)
      maker.add(term.slug)
      return maker.finish()
    }
    let maker = MemberFingerprints(site: site, bodies: bodies, sources: sources, pages: identities, terms: terms)
    let pages = await concurrently(Array(site.pages.indices), jobs: jobs) { maker.page(PageID($0)) }
    var fingerprints = SiteFingerprints(pages: pages)
    fingerprints.terms = site.terms.indices.map { maker.term(TermID($0)) }
    fingerprints.taxonomies = site.taxonomyIndexes.indices.map { maker.taxonomy($0) }
    fingerprints.languageParts = site.configuration.languages.indices.flatMap { maker.languageParts($0) }
    fingerprints.files = MemberFingerprints.files(of: site, bodies)
    fingerprints.site.list = maker.addresses()
    fingerprints.order = maker.order(of: fingerprints.terms)
    return fingerprints
  }

  private init(pages: [Member]) { self.pages = pages }

  /// Those of a site of which nothing but texts has changed since; `nil` where more may have.
  ///
  /// The same front matter, files and settings make the same site, as long as the same pages are published.
  func renewed(
    for site: Site, bodies: BodyRenderer, sources: ParsedPages, jobs: Int
  ) async -> SiteFingerprints? {
    guard sources.haveKnownFronts, files == MemberFingerprints.files(of: site, bodies) else { return nil }
    let identities = await concurrently(site.pages, jobs: jobs) { Self.identity(of: $0) }
    guard identities.elementsEqual(pages.lazy.map(\.identity)) else { return nil }
    var renewed = self
    for file in sources.readFiles {
      guard let id = site.page(key: file.path.key, language: file.path.language) else { continue }
      renewed.replace(textOf: id, by: file.fingerprints?.text ?? 0)
    }
    return renewed
  }

  func append(to writer: inout RecordWriter) {
    for members in [pages, terms, taxonomies, languageParts, [site]] {
      writer.append(members.count * 5)
      for member in members {
        for word in [member.identity, member.front, member.text, member.relations, member.list] { writer.append(word) }
      }
    }
    writer.append(files.sorted { $0.key < $1.key }) {
      $0.append($1.key)
      $0.append($1.value)
    }
    writer.append(order)
  }

  init?(from reader: inout RecordReader) {
    let members = { (reader: inout RecordReader) -> [Member]? in
      guard let words = reader.words(), words.count.isMultiple(of: 5) else { return nil }
      return stride(from: 0, to: words.count, by: 5).map { start in
        var member = Member(identity: words[start])
        member.front = words[start + 1]
        member.text = words[start + 2]
        member.relations = words[start + 3]
        member.list = words[start + 4]
        return member
      }
    }
    guard let pages = members(&reader), let terms = members(&reader), let taxonomies = members(&reader),
      let languageParts = members(&reader), let site = members(&reader)?.first,
      let files = reader.elements({ reader -> (String, UInt64)? in
        guard let path = reader.text(), let fingerprint = reader.word() else { return nil }
        return (path, fingerprint)
      }),
      let order = reader.word()
    else { return nil }
    self.pages = pages
    self.terms = terms
    self.taxonomies = taxonomies
    self.languageParts = languageParts
    self.site = site
    self.files = Dictionary(files) { first, _ in first }
    self.order = order
  }

  func members(_ kind: Dependency.Member) -> [Member] {
    switch kind {
    case .page: pages
    case .term: terms
    case .taxonomy: taxonomies
    case .languagePart: languageParts
    case .site: [site]
    }
  }

  /// Takes in that a page has another text below the same front matter.
  mutating func replace(textOf id: PageID, by fingerprint: UInt64) { pages[id.index].text = fingerprint }

  private static func identity(of page: Page) -> UInt64 {
    var maker = Fingerprinter()
    maker.add(page.language)
    maker.add(page.key)
    return maker.finish()
  }

  /// Of pages in their order.
  static func fingerprint(of list: [PageID], in site: Site) -> UInt64 {
    var maker = Fingerprinter()
    for id in list { maker.add(identity(of: site[id])) }
    return maker.finish()
  }
}
