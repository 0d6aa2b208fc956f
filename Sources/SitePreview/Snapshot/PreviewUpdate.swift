package import SiteDiagnostics

/// What a build brings to the preview.
package struct PreviewUpdate: Sendable {
  /// A page that a person may want to see after a change.
  package struct EditedPage: Sendable, Hashable {
    package let address: String
    package let title: String

    package init(address: String, title: String) {
      self.address = address
      self.title = title
    }
  }

  /// `nil` where the build failed: the last good pages stay.
  package let snapshot: PreviewSnapshot?
  /// The addresses of files other than pages that are new, different or gone: browsers ask for pages themselves.
  package let changedAssets: [String]
  package let edited: [EditedPage]
  /// All that the build had to say: an empty list clears what browsers show.
  package let problems: [Diagnostic]
  /// The addresses of pages, by the paths of their source files: where something is said of a page.
  package let pages: [String: String]

  package init(
    snapshot: PreviewSnapshot?, changedAssets: [String] = [], edited: [EditedPage] = [], problems: [Diagnostic] = [],
    pages: [String: String] = [:]
  ) {
    self.snapshot = snapshot
    self.changedAssets = changedAssets
    self.edited = edited
    self.problems = problems
    self.pages = pages
  }
}
