package import SiteDiagnostics

/// Why the output folder was left as it was: at least one error.
package struct OutputFailure: Error, Sendable, Hashable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.inReadingOrder()
  }

  var isDiskFull: Bool { diagnostics.contains { $0.id == Diagnostic.diskFull } }

  init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}
