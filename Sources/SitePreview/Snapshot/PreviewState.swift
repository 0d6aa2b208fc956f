import SiteDiagnostics

/// What the preview holds at a moment.
struct PreviewState {
  /// `nil` until the first good build.
  var snapshot: PreviewSnapshot?
  var problems: [Diagnostic] = []
  /// What a check found that a build doesn't look for.
  var findings: [Diagnostic] = []
  /// How many builds there were; 0 while the first one runs.
  var build = 0
  /// Whether an error keeps the last good pages up.
  var isHeldBack = false
  /// The addresses of pages, by the paths of their source files.
  var pages: [String: String] = [:]
  /// What was said when the preview began, so that what is new can be told from it.
  private var known: Set<Key> = []
  private var knowsFindings = false

  /// What makes a diagnostic the same after its line has moved.
  private struct Key: Hashable {
    let id: String
    let message: String
    let path: String?

    init(_ diagnostic: Diagnostic) {
      id = diagnostic.id
      message = diagnostic.message
      path = diagnostic.location?.path
    }
  }

  func isNew(_ diagnostic: Diagnostic) -> Bool { !known.contains(Key(diagnostic)) }

  mutating func take(_ update: PreviewUpdate) {
    build += 1
    problems = update.problems
    isHeldBack = update.snapshot == nil
    if let snapshot = update.snapshot {
      self.snapshot = snapshot
      pages = update.pages
    }
    if build == 1 { known.formUnion(problems.folded().map { Key($0) }) }
  }

  mutating func take(findings: [Diagnostic]) {
    self.findings = findings
    if !knowsFindings { known.formUnion(findings.map { Key($0) }) }
    knowsFindings = true
  }
}
