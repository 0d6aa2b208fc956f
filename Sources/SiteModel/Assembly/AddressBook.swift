internal import SiteDiagnostics

/// Who writes which output file: two sources for one address are an error that names both.
///
/// `/ausgaben/` and the file `ausgaben/index.html` are the same place, and stand here as the former.
struct AddressBook {
  /// Of two pages that want one address the latter.
  private(set) var pages: [String: PageID] = [:]
  /// What is no page's, and what pages want that somebody has already: the source file's path below `Content`, or `nil`
  /// for what sitegen makes itself.
  private var owners: [String: String?] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  mutating func reserveCapacity(_ pageCount: Int) { pages.reserveCapacity(pageCount) }

  /// Gives an address to a page; `others` are those that have one.
  mutating func claim(_ address: String, for page: PageID, source: String?, others: [PageDraft]) {
    let before = pages.updateValue(page, forKey: address)
    guard let owner = owners[address] ?? before.map({ others[$0.index].own.source }) else { return }
    owners[address] = .some(owner)
    report(address, wantedBy: source, ownedBy: owner)
  }

  /// Gives an output path to a source file, by its path below `Content`. `false` where another has it already.
  @discardableResult
  mutating func claim(
    file path: String, for source: String?, describedAs address: String, pages all: [PageDraft]
  ) -> Bool {
    let place = Self.address(ofFile: path)
    guard let owner = owners[place] ?? pages[place].map({ all[$0.index].own.source }) else {
      owners[place] = .some(source)
      return true
    }
    report(address, wantedBy: source, ownedBy: owner)
    return false
  }

  private static func address(ofFile path: String) -> String {
    let index = "index.html"
    return path == index || path.hasSuffix("/" + index) ? "/" + path.dropLast(index.count) : "/" + path
  }

  private mutating func report(_ address: String, wantedBy source: String?, ownedBy owner: String?) {
    let (here, there) = source == nil ? (owner, source) : (source, owner)
    diagnostics.append(
      .error(
        "content.address-taken",
        "the address `\(address)` is taken twice: by \(Self.name(here)) and by \(Self.name(there))",
        at: here.map { SourceLocation(path: "Content/\($0)") },
        notes: there.map { [.init("the other one is here", at: SourceLocation(path: "Content/\($0)"))] } ?? [],
        hint: "rename one of the files, or give one of them a `slug:` of its own"))
  }

  private static func name(_ source: String?) -> String {
    source.map { "`Content/\($0)`" } ?? "a page that sitegen makes itself, of a taxonomy or a term"
  }
}
