import SiteDiagnostics
import SiteMarkdown

/// Why a link or picture leads nowhere, and what to write instead.
struct LinkProblem {
  let id: String
  let message: String
  var hint: String?
  /// The whole destination as it should be, where only one meaning is left.
  var replacement: String?

  init(_ id: String, _ message: String, hint: String? = nil) {
    self.id = id
    self.message = message
    self.hint = hint
  }

  /// With the one destination that can be meant.
  init(_ id: String, _ message: String, write replacement: String, because reason: String = "") {
    self.id = id
    self.message = message
    self.replacement = replacement
    hint = "write `\(replacement)`\(reason)"
  }

  /// - Parameters:
  ///   - place: of the destination.
  ///   - range: the same in bytes of the source.
  func diagnostic(
    _ severity: Diagnostic.Severity, of link: MarkdownLink, at place: SourceLocation, _ range: Range<Int>,
    in source: SourceText
  ) -> Diagnostic {
    // A destination with escapes, or one that was looked for in vain, is not overwritten.
    let isExact = source.bytes[range].elementsEqual(link.destination.utf8)
    let fix = isExact ? replacement.map { TextEdit(source, range, replacement: Array($0.utf8)) } : nil
    return Diagnostic(severity, id: id, message, at: place, hint: hint, fix: fix)
  }
}

extension MarkdownLink.Kind {
  var missingID: String { self == .image ? "link.missing-image" : "link.missing-target" }
}
