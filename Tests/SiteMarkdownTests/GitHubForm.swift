import SiteMarkdown

/// Compares HTML with that of GitHub's converter, leaving out what is different on purpose:
///
/// - alignment is a class, not the obsolete attribute `align`; head cells have a `scope`;
/// - the box of a task stands in the item's first paragraph, not before it;
/// - footnotes have other ids, and attributes for screen readers;
/// - void elements and empty attributes are written in one of several equal ways.
///
/// Further differences are switched off here: typography, `rel` and protection of mail, figures, ids and anchors of
/// headings, the filter of raw HTML.
enum GitHubForm {
  static let options = MarkdownOptions(
    extensions: [.tables, .strikethrough, .taskLists, .autolinks, .footnotes], rawHTML: .pass, language: "en")

  static func normalized(_ html: String) -> String {
    var html = html
    html = html.replacing(#/ class="align-(\w+)"/#) { " align=\"\($0.output.1)\"" }
    html = html.replacing(#/ scope="col"/#, with: "")
    html = html.replacing(#/ (role|aria-label|data-footnote[a-z-]*|data-footnotes)="[^"]*"/#, with: "")
    html = html.replacing(#/ (data-footnotes|data-footnote-ref|data-footnote-backref)\b/#, with: "")
    html = html.replacing(/<section class="footnotes">|<\/section>/, with: "")
    html = html.replacing(/(id|href)="(#?)fn(ref)?-?[^"]*"/) { match in
      "\(match.output.1)=\"\(match.output.2)fn\(match.output.3 ?? "")\""
    }
    html = html.replacing(/<input[^>]*>/) { $0.output.contains("checked") ? "<input checked>" : "<input>" }
    html = html.replacing(/<li>(<input[^>]*>) \n<p>/) { "<li>\n<p>\($0.output.1) " }
    html = html.replacing(" />", with: ">")
    return html
  }
}
