/// A language of the site: its code as in `lang` attributes (`de`, `pt-BR`) and its own name for itself.
package struct Language: Sendable, Hashable {
  package var code: String
  package var name: String

  package init(code: String, name: String) {
    self.code = code
    self.name = name
  }

  /// Whether a text has the form of a language code (BCP 47: language and optional region or script).
  package static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (97...122).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) }
    }
  }
}

/// A text for readers: one for all languages, or one for each.
package struct LocalizedText: Sendable, Hashable {
  private var byLanguage: [String: String]
  private var fallback: String

  package init(_ text: String) {
    byLanguage = [:]
    fallback = text
  }

  /// `fallback` serves languages that have no text of their own.
  package init(_ byLanguage: [String: String], fallback: String) {
    self.byLanguage = byLanguage
    self.fallback = fallback
  }

  /// In every language, and for the others.
  var all: [String] { [fallback] + byLanguage.values }

  package subscript(language: String) -> String { byLanguage[language] ?? fallback }
}
