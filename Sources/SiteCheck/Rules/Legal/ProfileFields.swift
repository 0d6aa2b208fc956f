import SiteDiagnostics
import SiteModel

extension CheckedSite {
  /// The text of a value in `site.yaml`; `nil` where it is missing or empty.
  func setting(_ path: [String]) -> String? {
    guard let first = path.first else { return nil }
    let configuration = site.configuration
    var value: DataValue
    switch first {
    case "publisher": value = configuration.publisher
    case "extra": value = configuration.extra
    default: return nil
    }
    for key in path.dropFirst() {
      guard case .mapping(let entries) = value, let entry = entries.first(where: { $0.key == key }) else { return nil }
      value = entry.value
    }
    switch value.resolved(for: configuration.defaultLanguage.code, among: configuration.languageCodes) {
    case .text(let text): return text.isEmpty ? nil : text
    case .int(let number): return String(number)
    case .list(let items): return items.isEmpty ? nil : "…"
    default: return nil
    }
  }

  /// Whether a value is one that is still to be filled in, of which `config.placeholder` speaks.
  func isPlaceholder(_ text: String) -> Bool { text.hasPrefix("[") && text.hasSuffix("]") }

  /// The page of a profile, in the default language.
  func page(of wanted: Profile.Page) -> Page? {
    wanted.files.lazy.compactMap { file in site.pages.first { $0.source == file } }.first
  }
}
