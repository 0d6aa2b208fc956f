internal import SiteDiagnostics
internal import SiteMarkdown

/// Values that nobody has filled in yet: `street: !placeholder Straße und Hausnummer`.
///
/// Readers see them in square brackets, and every build warns of them, so that none goes online unnoticed.
struct Placeholder {
  static let tag = "!placeholder"

  private let key: String
  private let text: String
  private let location: SourceLocation

  /// The document with every placeholder turned into its visible text, and one warning that lists them all.
  static func resolve(_ root: YAMLNode, in source: SourceText) -> (YAMLNode, [Diagnostic]) {
    var found: [Placeholder] = []
    let resolved = resolve(root, in: source, key: "value", &found)
    return (resolved, warning(of: found))
  }

  private static func resolve(
    _ node: YAMLNode, in source: SourceText, key: String, _ found: inout [Placeholder]
  ) -> YAMLNode {
    var node = node
    switch node.content {
    case .sequence(let items):
      node.content = .sequence(items.map { resolve($0, in: source, key: key, &found) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map { .init(key: $0.key, value: resolve($0.value, in: source, key: $0.key.text ?? key, &found)) })
    case .scalar(let text, _):
      guard node.tag == tag else { break }
      node.content = .scalar("[\(text)]", isPlain: false)
      found.append(Placeholder(key: key, text: text, location: node.location(in: source)))
    }
    return node
  }

  private static func warning(of placeholders: [Placeholder]) -> [Diagnostic] {
    guard let first = placeholders.first else { return [] }
    let message =
      placeholders.count == 1
      ? "`\(first.key)` is still a placeholder" : "\(placeholders.count) values are still placeholders"
    let others = placeholders.dropFirst().map { placeholder in
      var place = placeholder.location
      place.excerpt = nil
      return Diagnostic.Note("`\(placeholder.key)`: \(placeholder.text)", at: place)
    }
    return [
      .warning(
        "config.placeholder", message, at: first.location, notes: others,
        hint: "replace `\(tag) …` by the real values; until then readers see them in square brackets")
    ]
  }
}
