import SiteDiagnostics
import SiteModel

/// Finds pages of one language that say the same of themselves.
struct Repetition {
  let site: CheckedSite

  /// Every page whose text an earlier page of its language has, with that page.
  func find(_ text: (Page) -> String?) -> [(page: Page, earlier: Page)] {
    var first: [String: Page] = [:]
    var found: [(page: Page, earlier: Page)] = []
    for (_, page) in site.written {
      guard let text = text(page), !text.isEmpty else { continue }
      let key = page.language + "\n" + text.lowercased()
      if let earlier = first[key] { found.append((page, earlier)) } else { first[key] = page }
    }
    return found
  }
}
