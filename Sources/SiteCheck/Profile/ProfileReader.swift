package import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Reads a profile's file: the form is described in `Documentation/checking.md`.
package struct ProfileReader {
  private var fields: FieldReader

  /// `nil` where the file can't be read as a profile; the reason is among the diagnostics.
  package static func read(_ source: SourceText) -> (Profile?, [Diagnostic]) {
    let (root, problems) = YAMLParser.parse(source)
    guard let root, let entries = root.mapping else {
      let wrong = Diagnostic.error(
        "profile.not-a-mapping", "a profile must be `key: value` lines", at: source.location(at: 0))
      return (nil, problems.hasErrors ? problems : [wrong])
    }
    var reader = ProfileReader(fields: FieldReader(entries, of: source, area: "profile"))
    let profile = reader.profile()
    return (profile, problems + reader.fields.diagnostics)
  }

  private mutating func profile() -> Profile {
    var profile = Profile(name: fields.takeText("name") ?? "", title: fields.takeText("title") ?? "")
    profile.pages = items("pages") { item in
      Profile.Page(
        name: item.takeText("name") ?? "", files: (item.takeTexts("files") ?? []).map(\.text),
        isLinkedEverywhere: item.takeBool("linkedEverywhere") ?? false, texts: Self.texts(&item),
        severity: Self.severity(&item), duty: item.takeText("duty") ?? "")
    }
    profile.fields = items("fields") { item in
      Profile.Field(
        path: Self.path(&item), name: item.takeText("name") ?? "", severity: Self.severity(&item),
        duty: item.takeText("duty") ?? "")
    }
    profile.reviews = items("reviews") { item in
      Profile.Review(
        path: Self.path(&item), name: item.takeText("name") ?? "",
        warnAfter: item.takeInt("warnAfter", in: 1...36_500) ?? 330,
        failAfter: item.takeInt("failAfter", in: 1...36_500) ?? 365, duty: item.takeText("duty") ?? "")
    }
    profile.forms = items("forms") { item in
      Profile.Form(path: Self.path(&item), name: item.takeText("name") ?? "", duty: item.takeText("duty") ?? "")
    }
    profile.citations = items("citations") { item in
      Profile.Citation(
        phrase: item.takeText("phrase") ?? "", replacement: item.takeText("replacement") ?? "",
        since: item.takeText("since") ?? "")
    }
    profile.citations.removeAll { $0.phrase.isEmpty }
    fields.finish()
    return profile
  }

  private static func texts(_ item: inout FieldReader) -> [Profile.Text] {
    guard let nodes = item.take("texts")?.sequence else { return [] }
    return nodes.compactMap { node in
      guard let entries = node.mapping else { return nil }
      var text = item.reader(for: entries)
      let result = Profile.Text(
        name: text.takeText("name") ?? "", anyOf: (text.takeTexts("anyOf") ?? []).map { $0.text.lowercased() },
        duty: text.takeText("duty") ?? "")
      text.finish()
      item.adopt(text.diagnostics)
      return result
    }
  }

  private static func severity(_ item: inout FieldReader) -> Diagnostic.Severity? {
    let level: RuleLevel? = item.takeChoice("severity")
    return level?.severity
  }

  private static func path(_ item: inout FieldReader) -> [String] {
    (item.takeText("field") ?? "").split(separator: ".").map(String.init)
  }

  private mutating func items<Item>(_ key: String, _ make: (inout FieldReader) -> Item) -> [Item] {
    guard let node = fields.take(key) else { return [] }
    guard let nodes = node.sequence else {
      fields.report("wrong-type", "`\(key)` must be a list, this is \(node.kindName)", at: node)
      return []
    }
    return nodes.compactMap { node in
      guard let entries = node.mapping else {
        fields.report("wrong-type", "an item of `\(key)` must be a mapping, this is \(node.kindName)", at: node)
        return nil
      }
      var item = fields.reader(for: entries)
      let result = make(&item)
      item.finish()
      fields.adopt(item.diagnostics)
      return result
    }
  }
}
