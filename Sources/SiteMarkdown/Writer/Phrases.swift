/// The few words that the converter writes itself, per language.
struct Phrases: Sendable {
  let linkToHeading: StaticString
  let footnotes: StaticString
  /// Before a number.
  let backToReference: StaticString
  let footnote: StaticString
  /// The id of a heading whose text gives none.
  let section: String

  static func of(_ language: String) -> Phrases {
    switch language.prefix(2).lowercased() {
    case "de": german
    case "fr": french
    default: english
    }
  }

  private static let german = Phrases(
    linkToHeading: "Link zum Abschnitt: ", footnotes: "Fußnoten", backToReference: "Zurück zum Verweis ",
    footnote: "Fußnote ", section: "abschnitt")
  private static let english = Phrases(
    linkToHeading: "Link to section: ", footnotes: "Footnotes", backToReference: "Back to reference ",
    footnote: "Footnote ", section: "section")
  private static let french = Phrases(
    linkToHeading: "Lien vers la section : ", footnotes: "Notes", backToReference: "Retour à l’appel ",
    footnote: "Note ", section: "section")
}
