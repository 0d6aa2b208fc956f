package import SiteMarkdown

/// `markdown:` of `site.yaml`: which extensions are on, and what becomes of raw HTML.
package struct MarkdownConfiguration: Sendable {
  package var extensions = MarkdownExtensions.all
  package var rawHTML = RawHTMLPolicy.allowList

  static func read(from fields: inout FieldReader) -> MarkdownConfiguration {
    var configuration = MarkdownConfiguration()
    guard let entries = fields.takeMapping("markdown") else { return configuration }
    var options = fields.reader(for: entries)
    for (name, member) in MarkdownExtensions.names {
      switch options.takeBool(name) {
      case true: configuration.extensions.insert(member)
      case false: configuration.extensions.remove(member)
      default: break
      }
    }
    if let policy: RawHTMLPolicy = options.takeChoice("raw_html") { configuration.rawHTML = policy }
    options.finish()
    fields.adopt(options.diagnostics)
    return configuration
  }

  /// What Markdown means on a page in `language`.
  ///
  /// - Parameter reservedIDs: the ids that templates have.
  package func options(
    language: String, origin: String, hooks: Set<RenderHook>, reservedIDs: Set<String> = []
  ) -> MarkdownOptions {
    var options = MarkdownOptions(
      extensions: extensions, rawHTML: rawHTML, language: language, hooks: hooks, siteOrigin: origin)
    options.reservedIDs = reservedIDs
    return options
  }
}
