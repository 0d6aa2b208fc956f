internal import Foundation

/// The alphabetical order of a language (CLDR's, as ICU has it): in German `Ä` beside `A`.
package struct Collation: Sendable {
  private let locale: Locale

  package init(language: String) { locale = Locale(identifier: language) }

  /// Texts that the language holds for equal are ordered by code points.
  package func precedes(_ left: String, _ right: String) -> Bool {
    switch left.compare(right, options: [], range: nil, locale: locale) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    }
  }
}
