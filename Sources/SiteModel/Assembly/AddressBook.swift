package import SiteDiagnostics

/// Who writes which output file: two sources for one address are an error that names both, and says which can give way.
///
/// `/ausgaben/` and the file `ausgaben/index.html` are the same place, and stand here as the former.
struct AddressBook {
  /// What wants an address.
  enum Claim {
    /// A page, by its place among the pages.
    case page(PageID)
    /// A file, by its path below `Content`.
    case file(String)
    /// An old address of a page, as it is written.
    case alias(String, of: PageID)
    /// What sitegen makes of the whole site: a feed, the sitemap.
    case made(String)
  }

  /// Of two pages that want one address the latter.
  private(set) var pages: [String: PageID] = [:]
  /// What is no page's, and what pages want that somebody has already.
  private var owners: [String: Claim] = [:]
  private var found: [Diagnostic] = []
  /// Folders whose page, which nobody wrote, lies where a taxonomy's list does: told where nothing in them is.
  private var foldersOfTaxonomies: [(key: String, diagnostic: Diagnostic)] = []
  private let places: FieldLocator?

  init(places: FieldLocator?) { self.places = places }

  mutating func reserveCapacity(_ pageCount: Int) { pages.reserveCapacity(pageCount) }

  /// Gives an address to a page; `all` are those that have one, and this one.
  mutating func claim(_ address: String, for page: PageID, among all: [PageDraft]) {
    let before = pages.updateValue(page, forKey: address)
    guard let owner = owners[address] ?? before.map({ .page($0) }) else { return }
    owners[address] = owner
    report(address, wantedBy: .page(page), ownedBy: owner, all)
  }

  /// Gives an output path to what is no page. `false` where another has it already.
  @discardableResult
  mutating func claim(file path: String, for claim: Claim, describedAs address: String, among all: [PageDraft]) -> Bool
  {
    let place = Self.address(ofFile: path)
    guard let owner = owners[place] ?? pages[place].map({ .page($0) }) else {
      owners[place] = claim
      return true
    }
    report(address, wantedBy: claim, ownedBy: owner, all)
    return false
  }

  private static func address(ofFile path: String) -> String {
    let index = "index.html"
    return path == index || path.hasSuffix("/" + index) ? "/" + path.dropLast(index.count) : "/" + path
  }

  // MARK: Messages

  private mutating func report(_ address: String, wantedBy new: Claim, ownedBy old: Claim, _ all: [PageDraft]) {
    // Told at what somebody can change: an alias before a file, a file before what is made.
    let (here, there) = Self.rank(new, all) >= Self.rank(old, all) ? (new, old) : (old, new)
    let diagnostic = Diagnostic.error(
      "content.address-taken",
      "the address `\(address)` is taken twice: by \(Self.name(here, all)) and by \(Self.name(there, all))",
      at: location(of: here, all),
      notes: location(of: there, all).map { [.init("the other one is here", at: $0)] } ?? [],
      hint: Self.hint(here, there, all))
    if case (.page(let folder), .page) = (here, there), all[folder.index].own.source == nil {
      foldersOfTaxonomies.append((all[folder.index].own.key, diagnostic))
    } else {
      found.append(diagnostic)
    }
  }

  /// One mistake is told once: where a text in a folder has a topic's address, that the folder has the taxonomy's follows.
  var diagnostics: [Diagnostic] {
    let paths = found.compactMap(\.location?.path)
    return found
      + foldersOfTaxonomies.filter { folder in
        !paths.contains { $0.hasPrefix("Content/\(folder.key)/") }
      }.map(\.diagnostic)
  }

  private static func rank(_ claim: Claim, _ all: [PageDraft]) -> Int {
    switch claim {
    case .alias: 3
    case .page(let id): all[id.index].own.source == nil ? (all[id.index].own.kind == .section ? 1 : 0) : 2
    case .file: 2
    case .made: 0
    }
  }

  private func location(of claim: Claim, _ all: [PageDraft]) -> SourceLocation? {
    switch claim {
    case .page(let id):
      let page = all[id.index].own
      if let source = page.source { return SourceLocation(path: "Content/\(source)") }
      return page.kind == .section || page.kind == .edition ? SourceLocation(path: "Content/\(page.key)") : nil
    case .file(let path): return SourceLocation(path: "Content/\(path)")
    case .alias(let text, let id):
      guard let source = all[id.index].own.source else { return nil }
      return places?(source, "aliases", text) ?? SourceLocation(path: "Content/\(source)")
    case .made: return nil
    }
  }

  private static func name(_ claim: Claim, _ all: [PageDraft]) -> String {
    switch claim {
    case .page(let id):
      let page = all[id.index].own
      if let source = page.source { return "`Content/\(source)`" }
      switch page.kind {
      case .term: return "the page of the term `\(page.metadata.title)`"
      case .taxonomy: return "the list of all entries of `\(page.key.dropFirst("taxonomy:".count))`"
      case .section, .edition: return "the page of the folder `Content/\(page.key)`"
      default: return "a page that sitegen makes itself"
      }
    case .file(let path): return "the file `Content/\(path)`"
    case .alias(_, let id): return "an alias of `Content/\(all[id.index].own.source ?? "")`"
    case .made(let name): return name
    }
  }

  private static func hint(_ here: Claim, _ there: Claim, _ all: [PageDraft]) -> String {
    switch (here, there) {
    case (.alias, .alias): return "remove it from one of them"
    case (.alias, _): return "remove the alias: who follows it finds the other one"
    case (.file, .page(let id)) where all[id.index].own.source == nil:
      return
        "the folder has a page, because there are Markdown files in it: write an `index.md` instead, or move the file"
    case (.file, .made), (_, .made): return "remove it: sitegen writes it itself"
    case (.page, .page(let id)) where all[id.index].own.kind == .term:
      return
        "a topic has no text of its own; rename the file, or give the topic another `slug` below `taxonomies` in `site.yaml`"
    case (.page, .page(let id)) where all[id.index].own.kind == .taxonomy:
      return "rename it, or give the taxonomy another `path` in `site.yaml`"
    default: return "rename one of the files, or give one of them a `slug:` of its own"
    }
  }
}

/// Finds the place of a value in the front matter of a source file: the file's path below `Content`, the key, and the value, which
/// may be an item of a list. Files are read again for it, because only messages ever ask.
package typealias FieldLocator = @Sendable (_ source: String, _ key: String, _ value: String) -> SourceLocation?
