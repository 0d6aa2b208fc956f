package import SiteDiagnostics

/// Why a template could not be rendered, ready to be printed, and where the values came from that it stumbled over.
package struct RenderError: Error, Sendable {
  /// Where a value of the failing expression came from: `page.extra.speaker`.
  package struct Origin: Sendable {
    /// The variable at the root of the path: `page`.
    package let root: String
    /// The last object of the site on the path, and its type's name.
    package let object: (any TemplateObject)?
    /// The names on the path after that object: `extra`, `speaker`.
    package let members: [String]
    package let value: Value
  }

  /// What to print: one error where rendering failed, several where the template could not be compiled.
  package let diagnostics: [Diagnostic]
  package let involved: [Origin]

  package init(_ diagnostics: [Diagnostic], involved: [Origin] = []) {
    self.diagnostics = diagnostics
    self.involved = involved
  }
}
