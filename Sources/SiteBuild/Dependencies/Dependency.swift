import SiteModel

/// One aspect of one member of the site: what a render looked at, and by whose change its file becomes another one.
///
/// Packed into 32 bits, because there are some dozens for every file of a site.
struct Dependency: Sendable, Hashable {
  /// What there is to look at.
  enum Member: UInt32, CaseIterable {
    /// By `PageID`.
    case page
    /// By `TermID`.
    case term
    /// By the place in `Site.taxonomyIndexes`.
    case taxonomy
    /// By ``LanguagePart/number(of:)``.
    case languagePart
    /// The site itself, of which there is one.
    case site
  }

  enum Aspect: UInt32, CaseIterable {
    /// What a page says of itself: its front matter and its address. A term's name and address.
    case front
    /// What stands below the front matter.
    case text
    /// Which other pages and which terms a page is connected with.
    case relations
    /// What is listed there, in its order.
    case list
  }

  /// What the templates' `site` has in each language.
  enum LanguagePart: Int, CaseIterable {
    case articles, editions, pages, updated
    /// Addresses of the start pages, menus, taxonomies: what stands around every page.
    case frame

    /// - Parameter language: the place in the configuration's languages.
    func number(of language: Int) -> Int { language * Self.allCases.count + rawValue }
  }

  /// How it is kept on disk.
  let code: UInt32

  init(code: UInt32) { self.code = code }

  private init(_ member: Member, _ index: Int, _ aspect: Aspect) {
    code = member.rawValue << 29 | UInt32(truncatingIfNeeded: index) << 2 | aspect.rawValue
  }

  static func page(_ id: PageID, _ aspect: Aspect) -> Dependency { Dependency(.page, id.index, aspect) }
  static func term(_ id: TermID, _ aspect: Aspect) -> Dependency { Dependency(.term, id.index, aspect) }
  static func taxonomy(_ index: Int) -> Dependency { Dependency(.taxonomy, index, .list) }

  static func part(_ part: LanguagePart, of language: Int) -> Dependency {
    Dependency(.languagePart, part.number(of: language), .list)
  }

  /// Every address that there is, for what looked in vain or might find something nearer next time.
  static let addresses = Dependency(.site, 0, .list)

  var member: Member { Member(rawValue: code >> 29) ?? .site }
  var index: Int { Int((code << 3) >> 5) }
  var aspect: Aspect { Aspect(rawValue: code & 3) ?? .front }

  /// The same aspect of the same member in a site where the member has another place.
  func moved(to index: Int) -> Dependency { Dependency(member, index, aspect) }
}

extension Dependency: Comparable {
  static func < (left: Dependency, right: Dependency) -> Bool { left.code < right.code }
}
