import SiteDiagnostics

// Said by every build, from what `SiteMarkdown/Losses` and `RawHTML` find; here so that the rules have a name, a page and a
// place in reports.
extension Rule {
  static let markdownDateAsList = Rule(
    "markdown.date-as-list", .error, "a date at the beginning of a line is shown as it was typed", .build)

  static let markdownListNumber = Rule(
    "markdown.list-number", .warning, "the numbers of a list are those that readers see", .build)

  static let markdownLeftoverMark = Rule(
    "markdown.leftover-mark", .warning, "signs of markup are not shown to readers", .build)

  static let markdownMarkWithinWords = Rule(
    "markdown.mark-within-words", .warning, "stars within words are shown", .build)

  static let markdownLeftoverTable = Rule(
    "markdown.leftover-table", .warning, "rows with bars are tables, tabs are blanks, tables end with an empty line",
    .build)

  static let markdownSurplusCell = Rule(
    "markdown.surplus-cell", .warning, "a row has no more cells than its table has columns", .build)

  static let markdownLinkInLink = Rule(
    "markdown.link-in-link", .warning, "no link stands in another one", .build)

  static let markdownForeignSyntax = Rule(
    "markdown.foreign-syntax", .warning, "texts hold no syntax of other tools", .build)

  static let markdownUndefinedReference = Rule(
    "markdown.undefined-reference", .warning, "a link by a name has a line that says where it leads", .build)

  static let markdownUnusedDefinition = Rule(
    "markdown.unused-definition", .warning, "a line that says where a link leads is used", .build)

  static let markdownUnderlinedHeading = Rule(
    "markdown.underlined-heading", .warning, "a line of hyphens below a paragraph has an empty line above it", .build)

  static let markdownIndentedText = Rule(
    "markdown.indented-text", .warning, "text is not indented like code", .build)

  static let markdownCodeNotClosed = Rule(
    "markdown.code-not-closed", .warning, "code ends where it was meant to", .build)

  static let markdownHTMLAttribute = Rule(
    "markdown.html-attribute", .warning, "attributes of HTML reach readers", .build)

  static let markdownHTMLNotClosed = Rule(
    "markdown.html-not-closed", .warning, "every tag of HTML has its partner", .build)

  static let markdownHTMLInParagraph = Rule(
    "markdown.html-in-paragraph", .warning, "blocks of HTML stand on lines of their own", .build)

  static let markdownInHTML = Rule(
    "markdown.markdown-in-html", .warning, "Markdown within HTML is read", .build)

  static let markdownCommentNotClosed = Rule(
    "markdown.comment-not-closed", .error, "a comment ends", .build)
}
