package import SiteDiagnostics

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

/// The findings of one rule on one page.
struct PageFindings {
  let rule: Rule
  let source: SourceText
  private(set) var findings: [Finding] = []

  /// Past this many on one page, one more helps nobody, and each costs a pass over the text.
  private static let limit = 50

  init(_ rule: Rule, source: SourceText) {
    self.rule = rule
    self.source = source
  }

  /// - Parameters:
  ///   - range: bytes of the source file.
  ///   - fix: what to write in their place.
  mutating func add(
    _ message: String, at range: Range<Int>, hint: String? = nil, notes: [Diagnostic.Note] = [], fix: [UInt8]? = nil
  ) {
    guard findings.count < Self.limit else { return }
    let diagnostic = Diagnostic(
      rule.severity, id: rule.id, message, at: source.location(of: range), notes: notes, hint: hint)
    findings.append(
      Finding(
        diagnostic,
        fix: fix.map {
          TextEdit(path: source.path, range: range, original: Array(source.bytes[range]), replacement: $0)
        }))
  }
}

/// The findings of one rule on the whole site.
struct SiteFindings {
  let rule: Rule
  private(set) var findings: [Finding] = []

  init(_ rule: Rule) { self.rule = rule }

  mutating func add(
    _ message: String, at location: SourceLocation?, hint: String? = nil, notes: [Diagnostic.Note] = [],
    severity: Diagnostic.Severity? = nil
  ) {
    findings.append(
      Finding(Diagnostic(severity ?? rule.severity, id: rule.id, message, at: location, notes: notes, hint: hint)))
  }
}
