/// A file that is to be made.
package struct NewFile: Sendable {
  /// From the site's folder: `Content/ausgaben/2026-01/index.md`.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
