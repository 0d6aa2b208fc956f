internal import SiteDiagnostics
internal import SiteMarkdown

/// Values that nobody has filled in yet: `street: !placeholder Straße und Hausnummer`.
///
/// Readers see them in square brackets, and every build warns of them, so that none goes online unnoticed.
enum Placeholder {
  static let tag = "!placeholder"

  /// The document with every placeholder turned into its visible text, and a warning for each.
  static func resolve(_ node: YAMLNode, in source: SourceText) -> (YAMLNode, [Diagnostic]) {
    var warnings: [Diagnostic] = []
    return (resolve(node, in: source, key: nil, &warnings), warnings)
  }

  private static func resolve(
    _ node: YAMLNode, in source: SourceText, key: String?, _ warnings: inout [Diagnostic]
  ) -> YAMLNode {
    var node = node
    switch node.content {
    case .sequence(let items):
      node.content = .sequence(items.map { resolve($0, in: source, key: key, &warnings) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map {
          .init(key: $0.key, value: resolve($0.value, in: source, key: $0.key.text, &warnings))
        })
    case .scalar(let text, _):
      guard node.tag == tag else { break }
      node.content = .scalar("[\(text)]", isPlain: false)
      warnings.append(
        .warning(
          "config.placeholder", "`\(key ?? "value")` is still a placeholder", at: node.location(in: source),
          hint: "replace `\(tag) \(text)` by the real value"))
    }
    return node
  }
}
