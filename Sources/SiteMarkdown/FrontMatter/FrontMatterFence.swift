internal import SiteDiagnostics

/// The lines between which front matter stands, and what people write in their place.
enum FrontMatterFence {
  /// What is said of front matter that has no end: at the line that was probably meant as one, where there is such.
  static func unclosed(in source: SourceText, opening: Range<Int>, after start: Int) -> Diagnostic {
    let begun = source.location(of: opening)
    let lines = HeaderLines(source, from: start).lines
    guard let line = lines.first(where: { isMeantAsFence($0.text) }) else {
      return .error(
        "front-matter.unclosed", "the front matter that begins here is never closed", at: begun,
        hint: "end it with a line `---` of its own")
    }
    return .error(
      "front-matter.unclosed", "the front matter is never closed: this line is no `---`",
      at: source.location(of: line.range),
      notes: [.init("it begins here", at: begun)], hint: "write `---`, three hyphens at the beginning of the line",
      fix: TextEdit(source, line.range, replacement: Array("---".utf8)))
  }

  /// Dashes of any kind, in any number from two on, indented or not; or the dots that end a document of YAML.
  static func isMeantAsFence(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    if String(String.UnicodeScalarView(scalars)) == "..." { return true }
    guard text != "---", !scalars.isEmpty, scalars.count <= 40, scalars.allSatisfy(isDash) else { return false }
    return scalars.count > 1 || scalars.first != "-"
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || (0x2010...0x2015).contains(scalar.value) || scalar == "\u{2212}" || scalar == "\u{2E3A}"
      || scalar == "\u{2E3B}"
  }

  /// A second block of keys directly below the first one, which readers would see as a heading.
  static func second(in source: SourceText, from start: Int) -> [Diagnostic] {
    let bytes = source.bytes
    var offset = start
    while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D { offset += 1 }
    // Most texts begin with a word that is no key, or with a sign.
    guard offset < bytes.count, beginsKeys(bytes[offset...].prefix(60)) else { return [] }
    var lines = HeaderLines(source, from: offset).lines[...]
    let opening = lines.first.flatMap { $0.text == "---" ? lines.popFirst() : nil }
    let keys = lines.prefix {
      HeaderLines.keyAndValue($0.text) != nil || $0.text.hasPrefix("  ") || $0.text.hasPrefix("- ")
    }
    guard let first = keys.first, let (key, _) = HeaderLines.keyAndValue(first.text),
      knownKeys.contains(key.lowercased()), keys.endIndex < lines.endIndex, lines[keys.endIndex].text == "---"
    else { return [] }
    let closing = "remove the line `---` above, so that there is one front matter"
    return [
      .error(
        "front-matter.second-block", "a second front matter begins here, and would be shown as a text",
        at: source.location(of: (opening ?? first).range), hint: closing)
    ]
  }

  /// Whether a text begins with a key that speaks for a header, or with a line `---`.
  private static func beginsKeys(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "-") { return text.starts(with: "---".utf8) }
    guard (0x61...0x7A).contains(first | 0x20), let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return knownKeys.contains(String(decoding: text[..<colon], as: UTF8.self).lowercased())
  }

  /// Keys that speak for a header, whoever wrote it.
  static let knownKeys: Set<String> = [
    "title", "date", "updated", "summary", "slug", "aliases", "author", "authors", "image", "weight", "draft",
    "publishdate",
    "expirydate", "template", "noindex", "extra", "tags", "categories", "category", "description", "layout", "lang",
    "keywords",
    "status", "modified", "titel", "datum", "autor", "schlagworte", "zusammenfassung",
  ]
}
