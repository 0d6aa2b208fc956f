import Foundation

/// Somebody who works on a site, at random: writes, renames, deletes, makes mistakes and mends most of them.
struct SiteEditor {
  private let root: URL
  private var random: RandomNumbers
  /// The text files of the site as this editor left them.
  private var files: [String: String] = [:]
  /// What stood in a file before the mistake in it.
  private var mistakes: [String: String] = [:]
  private var count = 0
  /// The files when the site was last without a mistake, and how many edits it has been with one.
  private var sound: [String: String] = [:]
  private var brokenEdits = 0

  /// - Parameter folder: a copy of the sample site, which is edited in place.
  init(folder: String, seed: UInt64) throws {
    root = URL(filePath: folder)
    random = RandomNumbers(seed: seed)
    for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { continue }
      files[path] = text
    }
    sound = files
  }

  /// Tells the editor how the last edit went: somebody whose site stays broken takes the last edits back in the end.
  mutating func note(isGood: Bool) {
    brokenEdits = isGood ? 0 : brokenEdits + 1
    if isGood { sound = files }
  }

  /// Makes one edit; tells what it did and which paths it touched.
  mutating func edit() throws -> (what: String, paths: Set<String>) {
    count += 1
    if brokenEdits >= 5 { return try takeBack() }
    if let path = mistakes.keys.sorted().randomElement(using: &random), random.chance(60) {
      let before = mistakes.removeValue(forKey: path)
      try set(path, before)
      return ("mend \(path)", [path])
    }
    switch Int.random(in: 0..<23, using: &random) {
    case 0...3: return try changeText()
    case 4...7: return try changeFrontMatter()
    case 8, 9: return try addPage()
    case 10: return try deletePage()
    case 11: return try random.chance(50) ? renamePage() : moveNeighbour()
    case 12, 13: return try changeTemplate()
    case 14: return try changeTranslation()
    case 15: return try changeConfiguration()
    case 16: return try changeStyle()
    case 17: return try changePicture()
    case 18: return try addFile()
    case 19: return try referToFile()
    case 20: return try withdraw()
    default: return try makeMistake()
    }
  }

  private mutating func takeBack() throws -> (String, Set<String>) {
    let paths = Set(files.keys).union(sound.keys).filter { files[$0] != sound[$0] }
    for path in paths.sorted() { try set(path, sound[path]) }
    mistakes = [:]
    brokenEdits = 0
    return ("take back \(paths.count) files", paths)
  }

  // MARK: Pages

  private mutating func changeText() throws -> (String, Set<String>) {
    guard let path = pick({ $0.hasSuffix(".md") }), let text = files[path] else { return ("nothing", []) }
    let heading = random.chance(20) ? "## Abschnitt \(count)\n\n" : ""
    return try change(path, "write in", text + "\n\(heading)Satz \(count) mit \"Zitat\".\n")
  }

  private mutating func changeFrontMatter() throws -> (String, Set<String>) {
    guard let path = pick({ $0.hasSuffix(".md") && $0.contains("/20") }), let text = files[path] else {
      return ("nothing", [])
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == "---" else { return ("nothing", []) }
    let day = Int.random(in: 1...28, using: &random)
    let tag = ["Frankreich", "Indien", "Europa", "Handel", "handel", "Kunst"].randomElement(using: &random) ?? ""
    let field = [
      "title: Titel \(count)", "date: 2025-\(random.chance(50) ? "12" : "10")-\(day < 10 ? "0" : "")\(day)",
      "tags: [\(tag)]", "weight: \(day)", "slug: pfad-\(count)", "draft: true", "summary: Kurz \(count)",
      "aliases: [/frueher-\(count)/]", "expiryDate: 2026-03-\(day < 10 ? "0" : "")\(day)", "noindex: true",
      "template: page.html", "publishDate: 2026-06-01",
    ].randomElement(using: &random)
    guard let field, let key = field.split(separator: ":").first, let end = lines.dropFirst().firstIndex(of: "---")
    else { return ("nothing", []) }
    if let old = lines[..<end].firstIndex(where: { $0.hasPrefix(key + ":") }) {
      if key != "title", key != "date", random.chance(40) { lines.remove(at: old) } else { lines[old] = field }
    } else {
      lines.insert(field, at: end)
    }
    return try change(path, "set \(key) in", lines.joined(separator: "\n"))
  }

  private mutating func addPage() throws -> (String, Set<String>) {
    let edition = random.chance(30) ? "2026-\(10 + count % 3)" : "2025-12"
    var paths: Set<String> = []
    let index = "Content/ausgaben/\(edition)/index.md"
    if files[index] == nil {
      try set(index, "---\ntitle: Ausgabe \(edition)\ndate: \(edition)-01\n---\n")
      paths.insert(index)
    }
    let path = "Content/ausgaben/\(edition)/neu-\(count)\(random.chance(25) ? ".en" : "").md"
    try set(
      path,
      """
      ---
      title: Neu \(count)
      date: 2025-12-\(10 + count % 18)
      tags: [Handel]
      ---

      Siehe [den Start](/index.md).

      """)
    return ("add \(path)", paths.union([path]))
  }

  private static let dispensable = ["Content/ausgaben/2025-12/indien.md", "Content/ausgaben/2025-11/entwurf.md"]

  private mutating func deletePage() throws -> (String, Set<String>) {
    guard let path = pick({ $0.hasSuffix(".md") && ($0.contains("/neu-") || Self.dispensable.contains($0)) }) else {
      return ("nothing", [])
    }
    try set(path, nil)
    return ("delete \(path)", [path])
  }

  private mutating func renamePage() throws -> (String, Set<String>) {
    guard let path = pick({ ($0.contains("/neu-") && $0.hasSuffix(".md")) || $0.hasSuffix("indien.md") }),
      let text = files[path]
    else {
      return ("nothing", [])
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let other = "\(folder)/neu-umbenannt-\(count).md"
    try set(path, nil)
    try set(other, text)
    return ("rename \(path) to \(other)", [path, other])
  }

  /// Makes, or deletes, a page that a link in another one means, which otherwise means a page by its address.
  private mutating func moveNeighbour() throws -> (String, Set<String>) {
    let path = "Content/2025-12/buendel.md"
    try set(path, files[path] == nil ? "---\ntitle: Noch ein Bündel\n---\n" : nil)
    return ("make or delete \(path)", [path])
  }

  // MARK: Everything else

  private mutating func changeTemplate() throws -> (String, Set<String>) {
    guard let path = pick({ $0.hasPrefix("Templates/") && $0.hasSuffix(".html") }), let text = files[path] else {
      return ("nothing", [])
    }
    let mark = text.contains("{% block main %}") ? "{% block main %}" : ""
    let new = mark.isEmpty ? text + "<!-- \(count) -->" : text.replacing(mark, with: "\(mark)<!-- \(count) -->")
    return try change(path, "change", new)
  }

  private mutating func changeTranslation() throws -> (String, Set<String>) {
    guard let path = pick({ $0.hasPrefix("Templates/i18n/") }) else { return ("nothing", []) }
    return try change(path, "translate", "date: Tag \(count)\narticles: {one: eins, other: \"{count} mal \(count)\"}\n")
  }

  private mutating func changeConfiguration() throws -> (String, Set<String>) {
    let path = "Content/site.yaml"
    guard let text = files[path] else { return ("nothing", []) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let change = [
      ("title:", "title: {de: Brief \(count), en: Letter}"), ("extra:", "extra: {farbe: rot-\(count)}"),
      ("paginate:", "paginate: {edition: \(2 + count % 3)}"),
      ("feeds:", "feeds: {limit: \(1 + count % 4), formats: [rss, atom]}"),
      ("baseURL:", "baseURL: https://www.example.org/\(count % 2 == 0 ? "brief" : "post")/"),
    ].randomElement(using: &random)
    guard let change, let index = lines.firstIndex(where: { $0.hasPrefix(change.0) }) else { return ("nothing", []) }
    lines[index] = change.1
    return try self.change(path, "set \(change.0) in", lines.joined(separator: "\n"))
  }

  private mutating func changeStyle() throws -> (String, Set<String>) {
    if random.chance(30) {
      let path = "Templates/assets/css/neu-\(count).css"
      try set(path, "p { order: \(count) }\n")
      return ("add \(path)", [path])
    }
    if random.chance(30), let path = pick({ $0.hasPrefix("Templates/assets/css/neu-") }) {
      try set(path, nil)
      return ("delete \(path)", [path])
    }
    return try change("Templates/assets/css/a.css", "change", "body { order: \(count) }\n")
  }

  private mutating func changePicture() throws -> (String, Set<String>) {
    try change(
      "Content/ausgaben/2025-12/buendel/karte.svg", "redraw",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(count + 100)\" height=\"480\"></svg>\n")
  }

  /// A picture in the folder of a page, or below that. None is ever deleted: others may refer to it.
  private mutating func addFile() throws -> (String, Set<String>) {
    let folders = ["2025-12/buendel", "2025-12/buendel/bilder", "2025-12", "2025-11"]
    let folder = folders.randomElement(using: &random) ?? ""
    return try change(
      "Content/ausgaben/\(folder)/datei-\(count).svg", "add",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(count)\" height=\"1\"></svg>\n")
  }

  private mutating func referToFile() throws -> (String, Set<String>) {
    guard let file = pick({ $0.hasPrefix("Content/") && $0.hasSuffix(".svg") }),
      let path = pick({ $0.hasSuffix(".md") }), let text = files[path]
    else { return ("nothing", []) }
    let source = file.dropFirst("Content".count)
    let link = "[Datei](\(source))"
    if text.contains(link) {
      return try change(path, "refer no more to \(file) in", text.replacing(link, with: "Datei"))
    }
    if random.chance(30), text.contains("---\n"), !text.contains("\nimage:") {
      let new = text.replacing("\n---\n", with: "\nimage: \(source)\n---\n", maxReplacements: 1)
      return try change(path, "let \(file) be the picture of", new)
    }
    return try change(path, "refer to \(file) in", text + "\n\(link)\n")
  }

  /// Takes a page with files, or its edition, back, or publishes it again.
  private mutating func withdraw() throws -> (String, Set<String>) {
    let path = "Content/ausgaben/2025-12/\(random.chance(85) ? "buendel/" : "")index.md"
    guard let text = files[path] else { return ("nothing", []) }
    let line = "\ndraft: true\n---\n"
    let new =
      text.contains(line)
      ? text.replacing(line, with: "\n---\n") : text.replacing("\n---\n", with: line, maxReplacements: 1)
    return try change(path, "withdraw or publish", new)
  }

  private mutating func makeMistake() throws -> (String, Set<String>) {
    let kind = Int.random(in: 0..<6, using: &random)
    let wanted: (String) -> Bool =
      switch kind {
      case 0, 1, 2: { $0.hasSuffix(".md") }
      case 3: { $0.hasPrefix("Templates/") && $0.hasSuffix(".html") }
      case 4: { $0 == "Content/site.yaml" }
      default: { $0.hasPrefix("Templates/partials/") || $0.hasPrefix("Templates/components/") }
      }
    guard let path = pick(wanted), let text = files[path], mistakes[path] == nil else { return ("nothing", []) }
    mistakes[path] = text
    switch kind {
    case 0: return try change(path, "break the front matter of", "---\ntitel: [\n---\n")
    case 1: return try change(path, "break a link in", text + "\n[tot](gibt-es-nicht-\(count).md)\n")
    case 2: return try change(path, "leave out the date of", "---\ntitle: Ohne\n---\n")
    case 3: return try change(path, "break", text + "{{ page.title | gibtesnicht }}")
    case 4: return try change(path, "misspell in", text + "\ntitel: x\n")
    default:
      try set(path, nil)
      return ("lose \(path)", [path])
    }
  }

  // MARK: Files

  private mutating func pick(_ isWanted: (String) -> Bool) -> String? {
    files.keys.filter(isWanted).sorted().randomElement(using: &random)
  }

  private mutating func change(_ path: String, _ what: String, _ text: String) throws -> (String, Set<String>) {
    try set(path, text)
    return ("\(what) \(path)", [path])
  }

  private mutating func set(_ path: String, _ text: String?) throws {
    files[path] = text
    let url = root.appending(path: path)
    guard let text else {
      try? FileManager.default.removeItem(at: url)
      return
    }
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
