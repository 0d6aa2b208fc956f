import SiteDiagnostics

/// As much of many diagnostics as a person at a terminal reads; the rest is counted. Files and programs get them all.
struct DiagnosticDigest {
  let shown: [Diagnostic]
  /// Those that are left out, by their ids, most of them first.
  private let left: [(id: String, count: Int)]

  /// Up to so many are shown whatever they are; of more, so many of each kind.
  private static let (few, ofEachKind) = (100, 5)

  init(of diagnostics: [Diagnostic], isForTerminal: Bool) {
    guard isForTerminal, diagnostics.count > Self.few else {
      (shown, left) = (diagnostics, [])
      return
    }
    var counts: [String: Int] = [:]
    shown = diagnostics.filter { diagnostic in
      counts[diagnostic.id, default: 0] += 1
      return counts[diagnostic.id, default: 0] <= Self.ofEachKind
    }
    left = counts.filter { $0.value > Self.ofEachKind }.map { ($0.key, $0.value - Self.ofEachKind) }
      .sorted { ($1.count, $0.id) < ($0.count, $1.id) }
  }

  /// What to say of those that are left out.
  var rest: String {
    guard !left.isEmpty else { return "" }
    let width = left.map { String($0.count).utf8.count }.max() ?? 0
    let lines = left.map { id, count in
      String(repeating: " ", count: width - String(count).utf8.count) + "  \(count) more of \(id)\n"
    }
    return "not shown here:\n\(lines.joined())all of them: add `2> findings.txt`, or `--format json`\n"
  }
}
