import SiteDiagnostics
import SiteModel

/// What is kept of a page's text once it was checked: its faults, and what is needed to tell whether links between
/// headings of different pages lead somewhere, which is known when all pages were looked at.
struct BodyReview: Sendable {
  /// A link to a heading of another page.
  struct Reference: Sendable {
    var page: PageID
    let anchor: Anchor
  }

  /// A digest of an `id`; the site has too many of them to keep them as texts.
  struct Anchor: Sendable, Hashable {
    let digest: UInt64

    init(digest: UInt64) { self.digest = digest }

    init(_ id: String) {
      digest = Fingerprinter.fingerprint(of: Array(id.utf8)[...])
    }
  }

  var diagnostics: [Diagnostic] = []
  var anchors: [Anchor] = []
  var references: [Reference] = []
}
