internal import SiteMarkdown

/// Several terms that were written as one text: `Hafen, Kanal`, `Hafen; Kanal`, `#Hafen #Kanal`.
struct TermList {
  let names: [String]

  /// `nil` where nothing in it parts terms.
  init?(_ text: String) {
    let separator: Character? = text.contains(",") ? "," : text.contains(";") ? ";" : nil
    let parts: [Substring]
    if let separator {
      parts = text.split(separator: separator)
    } else {
      // Hashtags need nothing between them, and there is one word in each.
      parts = text.split { $0.isWhitespace }
      guard !parts.isEmpty, parts.allSatisfy({ $0.hasPrefix("#") && $0.count > 1 }) else { return nil }
    }
    let names = parts.map { part in
      let name = String(part).trimmedOfBlanks
      return name.hasPrefix("#") ? String(name.dropFirst()).trimmedOfBlanks : name
    }
    self.names = names.filter { !$0.isEmpty }
    if self.names.isEmpty { return nil }
  }

  /// As a list of YAML.
  var yaml: String { YAMLText.list(names) }
}
