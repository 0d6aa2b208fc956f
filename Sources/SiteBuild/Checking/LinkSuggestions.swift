import SiteDiagnostics
import SiteMarkdown
import SiteModel
import Synchronization

/// What a link that leads nowhere may have meant. The tables are made when the first of them asks.
final class LinkSuggestions: Sendable {
  private enum Table { case pictures, addresses, sources }

  private let site: Site
  /// Sources, files and addresses, by their folded form.
  private let folded = Mutex<[String: Set<String>]?>(nil)
  private let tables = Mutex<[Table: KnownPaths]>([:])
  /// What can be linked to on the page that was asked about last: mistakes come in crowds.
  private let anchors = Mutex<(page: PageID, names: KnownNames)?>(nil)

  init(site: Site) { self.site = site }

  /// - Parameter path: below `Content`, or an address, which begins with a slash.
  func nearest(to path: String, _ kind: MarkdownLink.Kind) -> String? {
    // Paths of Windows have other slashes.
    let path = path.replacing("\\", with: "/")
    return table(kind == .image ? .pictures : path.hasPrefix("/") ? .addresses : .sources).nearest(to: path)
  }

  /// A path below `Content` as it is written on a page; an address stays.
  func relative(_ path: String, to page: PageID) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : RelativeLink.path(to: path, from: site[page].source ?? "")
  }

  /// The only one that differs in nothing but how it is written: capitals, slashes of Windows, the ending of the page
  /// that it becomes, the folder from which the path begins.
  ///
  /// - Parameter path: below `Content`, or an address, which begins with a slash.
  func same(as path: String, _ kind: MarkdownLink.Kind) -> String? {
    let known = folded.withLock { folded in
      if let folded { return folded }
      var table: [String: Set<String>] = [:]
      for path in site.pages.compactMap(\.source) + site.files.keys { table[Self.fold(path), default: []].insert(path) }
      for page in site.pages { table[Self.fold(page.address), default: []].insert(page.address) }
      folded = table
      return table
    }
    for form in Self.forms(of: Self.fold(path)) {
      guard let paths = known[form], paths.count == 1, let found = paths.first else { continue }
      if kind == .link || !found.hasSuffix(".md") && !found.hasPrefix("/") { return found }
    }
    return nil
  }

  private static func fold(_ path: String) -> String { path.lowercased().replacing("\\", with: "/") }

  /// The ways in which somebody names one file, in folded form.
  private static func forms(of path: String) -> [String] {
    var forms = [path]
    let bare = path.hasPrefix("/") ? String(path.dropFirst()) : path
    if bare != path { forms.append(bare) }
    for folder in ["content/", "public/"] where bare.hasPrefix(folder) {
      forms.append(String(bare.dropFirst(folder.count)))
    }
    for ending in [".html", ".htm", ".markdown", ".md/"] {
      forms += forms.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) + ".md" }
    }
    return forms
  }

  /// - Parameter known: the ids that the page has.
  func nearest(to anchor: String, on page: PageID, among known: [String]) -> String? {
    let names = anchors.withLock { anchors in
      if let known = anchors, known.page == page { return known.names }
      let names = KnownNames(known.sorted())
      anchors = (page, names)
      return names
    }
    return names.nearest(to: anchor)
  }

  private func table(_ table: Table) -> KnownPaths {
    tables.withLock { tables in
      if let known = tables[table] { return known }
      let known =
        switch table {
        case .pictures: KnownPaths(site.files.keys.sorted())
        case .addresses: KnownPaths(site.pages.lazy.map(\.address))
        case .sources: KnownPaths(site.pages.compactMap(\.source) + site.files.keys.sorted())
        }
      tables[table] = known
      return known
    }
  }
}
