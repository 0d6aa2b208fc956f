internal import Foundation
internal import SiteMarkdown

/// The last part of an address as somebody writes it: `slug:`.
enum PageSlug {
  static let advice = "use letters in lower case, digits, hyphens and single dots"

  /// Whether a text can stand in an address as it is: words of small letters and digits, with a hyphen or a dot between them.
  static func isFit(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= TermSlug.longestPart && text == meant(by: text)
  }

  /// The part of an address that a name makes. Letters that stay as they are have one form of the two that Unicode knows, since
  /// systems differ in which they give to a file.
  static func slug(of name: some StringProtocol) -> String {
    let slug = SiteMarkdown.slug(of: Substring(name))
    return slug.utf8.allSatisfy { $0 < 0x80 } ? slug : slug.precomposedStringWithCanonicalMapping
  }

  /// What is nearest to a text and can.
  static func meant(by text: String) -> String {
    // Dots part words that are each made fit.
    text.split(separator: ".", omittingEmptySubsequences: true).map { slug(of: $0) }.filter { !$0.isEmpty }
      .joined(
        separator: ".")
  }
}
