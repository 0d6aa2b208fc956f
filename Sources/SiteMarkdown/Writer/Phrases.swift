/// The few words that the converter writes itself, per language.
struct Phrases {
  let linkToHeading: StaticString

  static func of(_ language: String) -> Phrases {
    switch language.prefix(2).lowercased() {
    case "de": german
    case "fr": french
    default: english
    }
  }

  private static let german = Phrases(linkToHeading: "Link zum Abschnitt: ")
  private static let english = Phrases(linkToHeading: "Link to section: ")
  private static let french = Phrases(linkToHeading: "Lien vers la section : ")
}
