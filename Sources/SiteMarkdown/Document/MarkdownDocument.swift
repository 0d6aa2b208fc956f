package import SiteDiagnostics

/// What one Markdown text became: HTML with gaps for what only the whole site knows, and everything that the site wants
/// to know about the text.
package struct MarkdownDocument: Sendable {
  package let html: MarkdownHTML
  package let headings: [MarkdownHeading]
  /// Links and images in the order of the text.
  package var links: [MarkdownLink] { html.links }
  /// Every `id` in the HTML, for the check of links that name one.
  package let anchors: [String]
  /// Of ids that a heading would have had if the page's template didn't have them: those that they have instead. Links may
  /// name either.
  package let movedIDs: [String: String]
  package let footnotes: [MarkdownFootnote]
  /// The text without markup: blocks are separated by an empty line, list items and table rows by a line break. Empty
  /// where the options don't ask for it.
  package var plainText: String { String(decoding: plainBytes, as: UTF8.self) }
  let plainBytes: [UInt8]
  /// The number of words in the plain text.
  package let wordCount: Int
  /// The first paragraph, or everything before `<!-- more -->`.
  package let summary: MarkdownSummary?
  package let diagnostics: [Diagnostic]
  /// What was meant as a link or picture and stayed text, in the order of the text.
  package let unreadLinks: [UnreadLink]
}

/// A link or picture that CommonMark doesn't take for one: only the site knows whether something lies where it would
/// lead.
package struct UnreadLink: Sendable, Hashable {
  package let kind: MarkdownLink.Kind
  package let destination: String
  /// The place of its finding in the document's diagnostics.
  package let diagnostic: Int
  /// What makes a link of it.
  package let fix: TextEdit?
}

extension MarkdownDocument {
  /// Whether a link to a place of this name leads to one of the text.
  package func has(anchor: String) -> Bool { anchors.contains(anchor) || movedIDs[anchor] != nil }
}

/// A heading, for tables of contents.
package struct MarkdownHeading: Sendable, Hashable {
  package let level: Int
  /// Empty where headings get no ids.
  package let id: String
  /// Plain text.
  package let title: String
  /// Where its line starts in the source file.
  package let sourceOffset: Int
}

/// A link or an image.
package struct MarkdownLink: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case link, image }

  package let kind: Kind
  /// As the author means it: escapes and entities are resolved.
  package let destination: String
  /// An image's alternative text, a link's plain text.
  package internal(set) var text: String
  package let title: String
  /// The bytes of the source file that hold the block that it stands in.
  package let block: Range<Int>
  /// Its place in the document's `links`.
  let index: Int
}

/// A footnote that is referred to, in the order of the first references.
package struct MarkdownFootnote: Sendable, Hashable {
  package let label: String
  package let number: Int
  package let references: Int
  /// Where the definition starts in the source file.
  package let sourceOffset: Int
}

package struct MarkdownSummary: Sendable {
  /// The part of the document's HTML.
  package let html: MarkdownFragment
  package var plainText: String { String(decoding: plainBytes, as: UTF8.self) }
  let plainBytes: [UInt8]
  /// Whether the author ended it with `<!-- more -->`.
  package let isExplicit: Bool
}
