import SiteDiagnostics
import SiteTemplate

/// Templates of one line, for cases that are many and small.
///
/// A line that starts with `strict:` is rendered where undefined values are errors, one that starts with `plain:` where
/// nothing is escaped.
enum LineTemplate {
  /// What the line prints, with `⏎` for line ends, or its first error: `error: message (hint)`.
  static func render(_ line: String, data: Value = sample) throws -> String {
    var environment = Environment()
    var template = line
    if let rest = line.dropping("strict:") {
      environment.undefinedPolicy = .strict
      template = rest
    } else if let rest = line.dropping("plain:") {
      environment.escapes = { _ in false }
      template = rest
    }
    let source = TemplateSource(name: "line.html", text: SourceText(path: "line.html", text: template))
    let (set, diagnostics) = TemplateSet.compile([source], environment: environment)
    if let first = diagnostics.first { return describe(first) }
    let output: [UInt8]
    do throws(RenderError) {
      output = try set.render("line.html", context: data)
    } catch {
      return error.diagnostics.first.map(describe) ?? "error"
    }
    return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "⏎")
  }

  private static func describe(_ diagnostic: Diagnostic) -> String {
    "error: \(diagnostic.message)" + (diagnostic.hint.map { " (\($0))" } ?? "")
  }

  /// The variables of all cases.
  static let sample: Value = [
    "n": 42, "price": 12.5, "name": "Jörg Ötte", "html": "<b>\"A\" & 'B'</b>", "safe": Value(markup: "<i>x</i>"),
    "nothing": .none, "yes": true, "words": ["Birne", "apfel", "Apfel", "Zitrone", "Äpfel"], "numbers": [3, 1, 2],
    "empty": [], "rows": [[1, 2], [3, 4]], "colours": ["b": "blau", "A": "rot", "c": "grün"],
    "cities": [
      ["name": "Amiens", "country": "France", "twin": true, "place": ["lat": 49.9]],
      ["name": "Leeds", "country": "UK", "twin": true, "place": ["lat": 53.8]],
      ["name": "Nancy", "country": "france", "twin": false, "place": ["lat": 48.7]],
      ["name": "Xi'an", "country": "China", "twin": true, "place": ["lat": 34.3]],
    ],
  ]
}

extension String {
  fileprivate func dropping(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
