/// What Markdown means on a site, and on one page of it.
package struct MarkdownOptions: Sendable, Hashable {
  package var extensions: MarkdownExtensions
  package var rawHTML: RawHTMLPolicy
  /// The language of the page (`de`, `en`, `fr`; a region after it is ignored): decides typography and the few words
  /// that the converter writes itself.
  package var language: String
  /// Elements that a template renders instead of the built-in writer.
  package var hooks: Set<RenderHook>
  /// Scheme and host of the site itself: absolute links below it are not external. `https://www.example.org`
  package var siteOrigin: String?
  /// Whether `style="…"` may be set in `{…}`.
  package var allowsStyleAttribute: Bool
  /// Whether the document keeps its plain text, about as much memory again as its HTML.
  package var keepsPlainText: Bool
  /// The ids that the page around the text has: no heading is given one of them.
  package var reservedIDs: Set<String> = []

  package init(
    extensions: MarkdownExtensions = .all,
    rawHTML: RawHTMLPolicy = .allowList,
    language: String = "de",
    hooks: Set<RenderHook> = [],
    siteOrigin: String? = nil,
    allowsStyleAttribute: Bool = false,
    keepsPlainText: Bool = true
  ) {
    self.extensions = extensions
    self.rawHTML = rawHTML
    self.language = language
    self.hooks = hooks
    self.siteOrigin = siteOrigin
    self.allowsStyleAttribute = allowsStyleAttribute
    self.keepsPlainText = keepsPlainText
  }

  /// CommonMark and nothing else, raw HTML passed through, links as they were written.
  package static let commonMark = MarkdownOptions(extensions: [], rawHTML: .pass)
}

/// What becomes of raw HTML in Markdown.
package enum RawHTMLPolicy: String, Sendable, Hashable, CaseIterable {
  /// Written as it is. Only for authors who may run scripts on the site.
  case pass
  /// Shown as text.
  case escape
  /// Harmless elements and attributes are written, everything else is shown as text and reported.
  case allowList = "allow-list"
}

/// An element that a template of this name in `Templates/markdown/` can render.
package enum RenderHook: String, Sendable, Hashable, CaseIterable {
  case link, image, heading, table, blockquote, code
}
