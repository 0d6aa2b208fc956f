import SiteMarkdown

/// What the templates of a site mean for its texts. Texts are parsed anew where it changes.
struct MarkdownSurroundings: Sendable, Hashable {
  /// The elements that a template renders.
  var hooks: Set<RenderHook> = []
  /// The ids that are written out in templates: a heading `Main` would otherwise be given that of the page's main part.
  var reservedIDs: Set<String> = []
}
