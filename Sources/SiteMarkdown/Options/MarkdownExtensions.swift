/// What is understood beyond CommonMark; each can be switched off.
package struct MarkdownExtensions: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let tables = MarkdownExtensions(rawValue: 1 << 0)
  package static let strikethrough = MarkdownExtensions(rawValue: 1 << 1)
  package static let taskLists = MarkdownExtensions(rawValue: 1 << 2)
  package static let autolinks = MarkdownExtensions(rawValue: 1 << 3)
  package static let footnotes = MarkdownExtensions(rawValue: 1 << 4)
  package static let definitionLists = MarkdownExtensions(rawValue: 1 << 5)
  /// `{#id .class lang=en}` after headings, spans, links and images.
  package static let attributes = MarkdownExtensions(rawValue: 1 << 6)
  package static let headingIDs = MarkdownExtensions(rawValue: 1 << 7)
  /// A link to itself in each heading; needs `headingIDs`.
  package static let headingAnchors = MarkdownExtensions(rawValue: 1 << 8)
  package static let figures = MarkdownExtensions(rawValue: 1 << 9)
  /// `::: name Title` … `:::`
  package static let containers = MarkdownExtensions(rawValue: 1 << 10)
  /// `{{ name(key="value") }}`
  package static let shortcodes = MarkdownExtensions(rawValue: 1 << 11)
  package static let typography = MarkdownExtensions(rawValue: 1 << 12)
  /// Links are judged: dangerous ones are dropped, external ones get `rel`, addresses of other sources are resolved.
  package static let links = MarkdownExtensions(rawValue: 1 << 13)
  /// Addresses of mail are written so that simple harvesters don't read them; needs `links`.
  package static let mailProtection = MarkdownExtensions(rawValue: 1 << 14)

  package static let all = MarkdownExtensions(rawValue: (1 << 15) - 1)

  /// The names that `site.yaml` uses.
  package static let names: [(name: String, extension: MarkdownExtensions)] = [
    ("tables", .tables), ("strikethrough", .strikethrough), ("task_lists", .taskLists), ("autolinks", .autolinks),
    ("footnotes", .footnotes), ("definition_lists", .definitionLists), ("attributes", .attributes),
    ("heading_ids", .headingIDs), ("heading_anchors", .headingAnchors), ("figures", .figures),
    ("containers", .containers), ("shortcodes", .shortcodes), ("typography", .typography), ("links", .links),
    ("mail_protection", .mailProtection),
  ]
}
