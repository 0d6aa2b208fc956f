import SiteDiagnostics
import SiteModel

/// Finds pages of one language that say the same of themselves.
struct Repetition {
  let site: CheckedSite

  /// Every page whose text an earlier page of its language has, with that page.
  func find(_ text: (Page) -> String?) -> [(page: Page, earlier: Page)] {
    var first: [String: CaselessTable<PageID>] = [:]
    var found: [(page: Page, earlier: Page)] = []
    for (id, page) in site.written {
      guard let text = text(page), !text.isEmpty else { continue }
      if let earlier = first[page.language, default: CaselessTable()].earlier(than: text, id) {
        found.append((page, site.site[earlier]))
      }
    }
    return found
  }
}
