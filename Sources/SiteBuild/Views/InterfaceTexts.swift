import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// The words of the templates themselves, per language: `Templates/i18n/de.yaml` and its siblings.
package struct InterfaceTexts: Sendable {
  /// One text, or one for each plural category.
  enum Entry: Sendable {
    case plain(String)
    case plural(one: String, other: String)
  }

  private var byLanguage: [String: [String: Entry]] = [:]
  private let fallback: String
  /// The languages' files, and where in them the keys stand.
  private var files: [String: SourceText] = [:]
  private var places: [String: [String: YAMLNode]] = [:]

  init(fallback: String) { self.fallback = fallback }

  /// Reads one language's file; the name of the file is the language's code.
  mutating func add(_ source: SourceText, language: String) -> [Diagnostic] {
    let (root, problems) = YAMLParser.parse(source)
    guard let root, !root.isNull else { return problems }
    guard let entries = root.mapping else {
      return problems + [
        .error(
          "i18n.not-a-mapping", "a file of texts must be `key: text` lines, this is \(root.kindName)",
          at: root.location(in: source))
      ]
    }
    var diagnostics = problems
    var texts: [String: Entry] = [:]
    for entry in entries {
      guard let key = entry.key.text else { continue }
      if let text = entry.value.text {
        texts[key] = .plain(text)
      } else if let other = entry.value["other"]?.text {
        texts[key] = .plural(one: entry.value["one"]?.text ?? other, other: other)
      } else {
        diagnostics.append(
          .error(
            "i18n.bad-text", "`\(key)` must be a text, this is \(entry.value.kindName)",
            at: entry.value.location(in: source), hint: "or a mapping of `one` and `other`, for a text that counts"))
      }
    }
    byLanguage[language] = texts
    files[language] = source
    places[language] = Dictionary(
      entries.compactMap { entry in entry.key.text.map { ($0, entry.key) } }, uniquingKeysWith: { first, _ in first })
    return diagnostics
  }

  package var keys: Set<String> { Set(byLanguage.values.flatMap(\.keys)) }

  /// Keys that another language has and this one lacks, sorted.
  package func missingKeys(in language: String) -> [String] {
    let own = byLanguage[language] ?? [:]
    return keys.filter { own[$0] == nil }.sorted()
  }

  /// What the site's languages lack that others of them have: a build goes on with the default language's text.
  func gaps(in languages: [String]) -> [Diagnostic] {
    let known = languages.filter { files[$0] != nil }
    guard !known.isEmpty else { return [] }
    return languages.flatMap { language -> [Diagnostic] in
      let path = "Templates/i18n/\(language).yaml"
      guard byLanguage[language] != nil else {
        return [
          .warning(
            "i18n.missing-language", "there is no `\(path)`, so that its pages show texts in `\(fallback)`",
            hint: "copy `Templates/i18n/\(known.contains(fallback) ? fallback : known[0]).yaml` and translate it")
        ]
      }
      return missingKeys(in: language).compactMap { key in
        known.first { places[$0]?[key] != nil }.map { gap(key, in: language, path, standsIn: $0) }
      }
    }
  }

  private func gap(_ key: String, in language: String, _ path: String, standsIn other: String) -> Diagnostic {
    let place = files[other].flatMap { file in places[other]?[key]?.location(in: file) }
    // A key that only this language has may be this one, misspelt.
    let own = Set(byLanguage[language].map { Array($0.keys) } ?? [])
      .subtracting(byLanguage[other].map { Array($0.keys) } ?? [])
    return .warning(
      "i18n.missing-text", "there is no text `\(key)` in `\(path)`", at: SourceLocation(path: path),
      notes: [.init("it stands in `\(other)` here", at: place)],
      hint: nearestName(to: key, among: own).map { "did you mean it by `\($0)`?" }
        ?? "add it; until then readers see the one in `\(fallback)`")
  }

  /// The text in the language, or in the site's default language; `nil` where no language has it.
  func text(_ key: String, language: String, count: Int?, arguments: [(name: String, value: String)]) -> String? {
    guard let entry = byLanguage[language]?[key] ?? byLanguage[fallback]?[key] else { return nil }
    let template: String
    switch entry {
    case .plain(let text): template = text
    case .plural(let one, let other): template = Self.isOne(count, in: language) ? one : other
    }
    return Self.fill(template, arguments)
  }

  /// Whether a count takes the category `one` (CLDR plural rules): in French nought does too.
  private static func isOne(_ count: Int?, in language: String) -> Bool {
    guard let count else { return false }
    return count == 1 || (count == 0 && language.hasPrefix("fr"))
  }

  /// Puts arguments in the place of `{name}`; anything else in braces stays.
  private static func fill(_ template: String, _ arguments: [(name: String, value: String)]) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      if let argument = arguments.first(where: { $0.name == name }) {
        result += argument.value
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
