package import SiteDiagnostics
import SiteModel

/// What a rule found, before anybody asked how loud it may say so.
package struct Finding: Sendable {
  package var diagnostic: Diagnostic
  /// The change that mends it, where there is exactly one and it can't do harm.
  package var fix: TextEdit?

  package init(_ diagnostic: Diagnostic, fix: TextEdit? = nil) {
    self.diagnostic = diagnostic
    self.fix = fix
  }
}

/// The findings of one rule on one page. Their places are worked out later, those of all rules in one pass over the text.
struct PageFindings {
  /// What is found, as bytes of the source file.
  struct Item {
    let message: String
    let range: Range<Int>
    let hint: String?
    let notes: [Diagnostic.Note]
    /// What to write in their place.
    let fix: [UInt8]?
  }

  private(set) var items: [Item] = []

  /// Past this many on one page, one more helps nobody.
  private static let limit = 50

  /// - Parameters:
  ///   - range: bytes of the source file.
  ///   - fix: what to write in their place.
  mutating func add(
    _ message: String, at range: Range<Int>, hint: String? = nil, notes: [Diagnostic.Note] = [], fix: [UInt8]? = nil
  ) {
    guard items.count < Self.limit else { return }
    items.append(Item(message: message, range: range, hint: hint, notes: notes, fix: fix))
  }
}

/// A finding on the whole site.
package struct SiteFinding: Sendable {
  package var finding: Finding
  /// The key of front matter at which it is told, and the file, with `Content/`: files are read again for it, each once
  /// for all that is found in it.
  package let field: (key: String, file: String)?
}

/// The findings of one rule on the whole site.
struct SiteFindings {
  let rule: Rule
  private(set) var findings: [SiteFinding] = []

  init(_ rule: Rule) { self.rule = rule }

  mutating func add(
    _ message: String, at location: SourceLocation?, hint: String? = nil, notes: [Diagnostic.Note] = [],
    severity: Diagnostic.Severity? = nil
  ) {
    let diagnostic = Diagnostic(
      severity ?? rule.severity, id: rule.id, message, at: location, notes: notes, hint: hint)
    findings.append(SiteFinding(finding: Finding(diagnostic), field: nil))
  }

  /// Says something of a field of a page's front matter.
  mutating func add(
    _ message: String, atField key: String, of page: Page, in site: CheckedSite, hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    let diagnostic = Diagnostic(
      rule.severity, id: rule.id, message, at: site.location(of: page), notes: notes, hint: hint)
    findings.append(
      SiteFinding(finding: Finding(diagnostic), field: page.source.map { (key, "Content/\($0)") }))
  }
}
