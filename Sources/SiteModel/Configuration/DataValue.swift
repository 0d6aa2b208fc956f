package import SiteMarkdown

/// A value of a mapping that is the user's own (`extra:`, `publisher:`): passed on to templates as it is.
package indirect enum DataValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case text(String)
  case list([DataValue])
  case mapping([Entry])

  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: DataValue

    package init(key: String, value: DataValue) {
      self.key = key
      self.value = value
    }
  }

  package init(_ node: YAMLNode) {
    switch node.content {
    case .sequence(let items): self = .list(items.map(DataValue.init))
    case .mapping(let entries):
      self = .mapping(entries.map { Entry(key: $0.key.text ?? "", value: DataValue($0.value)) })
    case .scalar(let text, _):
      if node.isNull {
        self = .null
      } else if let bool = node.bool {
        self = .bool(bool)
      } else if let int = node.int {
        self = .int(int)
      } else if let double = node.double {
        self = .double(double)
      } else {
        self = .text(text)
      }
    }
  }

  /// The value for readers of one language: a mapping whose keys are all language codes of the site stands for the
  /// text in that language, or in the default language (the first of `codes`).
  package func resolved(for language: String, among codes: [String]) -> DataValue {
    switch self {
    case .list(let items): return .list(items.map { $0.resolved(for: language, among: codes) })
    case .mapping(let entries):
      if !entries.isEmpty, entries.allSatisfy({ codes.contains($0.key) }) {
        let wanted = [language] + codes
        let chosen = wanted.lazy.compactMap { code in entries.first { $0.key == code } }.first
        return chosen?.value.resolved(for: language, among: codes) ?? .null
      }
      return .mapping(
        entries.map { Entry(key: $0.key, value: $0.value.resolved(for: language, among: codes)) })
    default: return self
    }
  }
}
