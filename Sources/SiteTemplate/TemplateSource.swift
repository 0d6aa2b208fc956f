package import SiteDiagnostics

/// A template before it is compiled.
package struct TemplateSource: Sendable {
  /// The path below the templates folder, with slashes: what `include` and `extends` say.
  package let name: String
  package let text: SourceText

  package init(name: String, text: SourceText) {
    self.name = name
    self.text = text
  }
}
