package import SiteDiagnostics

/// A publish that did not happen: what stopped it, as diagnostics that end in a next step.
///
/// Whenever this is thrown, what readers see is what they saw before, except on targets that cannot switch, where the
/// message says so.
package struct PublishError: Error, Sendable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  init(_ id: String, _ message: String, notes: [String] = [], hint: String? = nil) {
    diagnostics = [.error(id, message, notes: notes.map { Diagnostic.Note($0) }, hint: hint)]
  }

  /// The rule that the first diagnostic names: what tests and callers tell errors apart by.
  package var id: String { diagnostics.first?.id ?? "" }
}
