import SiteDiagnostics
import SiteMarkdown
import SiteModel
import Synchronization

/// What a link that leads nowhere may have meant. The tables are made when the first of them asks.
final class LinkSuggestions: Sendable {
  private enum Table { case pictures, addresses, sources }

  private let site: Site
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
    if path.utf8.first == UInt8(ascii: "/") { return path }
    let slash = UInt8(ascii: "/")
    let folder = (site[page].source ?? "").utf8
    guard let end = folder.lastIndex(of: slash) else { return path }
    let way = folder[...end]
    return path.utf8.starts(with: way) ? String(Substring(path.utf8.dropFirst(way.count))) : "/" + path
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
