internal import SiteDiagnostics

/// What a page begins with instead of front matter, and how it is written here: the headers of other programs, lines that were
/// typed a little wrong, and nothing at all.
enum ForeignHeader {
  private static let id = "front-matter.missing"

  static func explanation(in source: SourceText) -> Diagnostic {
    if let encoding = ForeignEncoding(of: source.bytes), encoding.text != nil {
      return encoding.diagnostic("text.invalid-utf8", in: source, at: 0)
    }
    let start = blanks(in: source.bytes)
    if start == source.bytes.count {
      return .error(
        id, "the page is empty", at: source.location(at: 0),
        hint: "begin the file with the lines `---`, `title: …`, `---`")
    }
    if let diagnostic = oldLineEndings(in: source) { return diagnostic }
    let lines = HeaderLines(source, from: start).lines
    guard let first = lines.first else { return missing(in: source, heading: nil) }
    return fences(in: source, lines, from: start) ?? TOMLHeader.explanation(in: source, lines)
      ?? JSONHeader.explanation(in: source, from: start) ?? NamedHeader.explanation(in: source, lines)
      ?? missing(in: source, heading: heading(first.text))
  }

  private static func missing(in source: SourceText, heading: String?) -> Diagnostic {
    let title = heading.map { YAMLText.scalar($0) } ?? "…"
    return .error(
      id, "the page has no front matter", at: source.location(at: 0),
      hint: "begin the file with the lines `---`, `title: \(title)`, `---`")
  }

  /// The title that a heading in the first line is.
  private static func heading(_ line: String) -> String? {
    guard line.hasPrefix("# "), line.utf8.count < 200 else { return nil }
    let text = line.dropFirst(2).drop { $0 == " " }
    return text.isEmpty ? nil : String(text)
  }

  /// Where something begins that a person sees.
  private static func blanks(in bytes: [UInt8]) -> Int {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] <= 0x20, bytes[offset] != 0 {
        offset += 1
      } else if let blank = invisible.first(where: { bytes[offset...].starts(with: $0) }) {
        offset += blank.count
      } else {
        break
      }
    }
    return offset
  }

  /// Byte order marks, blanks that don't break, and what has no width.
  private static let invisible: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF], [0xC2, 0xA0], [0xE2, 0x80, 0x8B], [0xE2, 0x81, 0xA0], [0xE2, 0x80, 0xAF],
  ]

  /// Lines that end in carriage returns alone, as on the first Macs: for everybody else the file is one line.
  private static func oldLineEndings(in source: SourceText) -> Diagnostic? {
    guard source.bytes.contains(0x0D), !source.bytes.contains(0x0A) else { return nil }
    var place = source.location(at: 0)
    place.excerpt = nil
    return .error(
      id, "the lines of the file end as on a Mac of the last century, so that it is one line", at: place,
      hint: "save it with the line endings of Unix or Windows; `sitegen check --fix` does it",
      fix: TextEdit(source, 0..<source.bytes.count, replacement: source.bytes.map { $0 == 0x0D ? 0x0A : $0 }))
  }

  /// Front matter that is all right but for its first line.
  private static func fences(in source: SourceText, _ lines: [HeaderLines.Line], from start: Int) -> Diagnostic? {
    let first = lines[0]
    let marker = first.text
    if marker == "---", first.range.lowerBound > 0 {
      let blanks = 0..<first.range.lowerBound
      return .error(
        id, "the front matter doesn't begin in the first line", at: source.location(of: first.range),
        hint: "remove what stands above it, also what can't be seen", fix: TextEdit(source, blanks, replacement: []))
    }
    if FrontMatterFence.isMeantAsFence(marker),
      lines.dropFirst().first.map({ HeaderLines.keyAndValue($0.text) != nil }) ?? false
    {
      return .error(
        id, "front matter begins with a line `---`, this is `\(marker)`", at: source.location(of: first.range),
        hint: "write `---`, three hyphens at the beginning of the line",
        fix: TextEdit(source, 0..<first.range.upperBound, replacement: Array("---".utf8)))
    }
    if ["---yaml", "--- yaml", "---yml", "``` yaml", "```yaml"].contains(marker) {
      return .error(
        id, "front matter begins with a line `---` alone", at: source.location(of: first.range), hint: "write `---`",
        fix: marker.hasPrefix("`") ? nil : TextEdit(source, 0..<first.range.upperBound, replacement: Array("---".utf8)))
    }
    if marker.hasPrefix("<!--") || marker.hasPrefix("#"),
      let fence = lines.dropFirst().first(where: { $0.text == "---" }),
      let next = lines.first(where: { $0.number == fence.number + 1 }), HeaderLines.keyAndValue(next.text) != nil,
      let (key, _) = HeaderLines.keyAndValue(next.text), FrontMatterFence.knownKeys.contains(key.lowercased())
    {
      return .error(
        id, "the front matter must begin in the first line of the file", at: source.location(of: fence.range),
        hint: "move what stands above it below its second line `---`")
    }
    return withoutOpening(in: source, lines)
  }

  /// Keys, and a line `---` below them: the one above is missing.
  private static func withoutOpening(in source: SourceText, _ lines: [HeaderLines.Line]) -> Diagnostic? {
    let keys = lines.prefix { $0.text != "---" }
    guard keys.count < lines.count, keys.count <= 40, let (key, _) = HeaderLines.keyAndValue(keys[0].text),
      FrontMatterFence.knownKeys.contains(key.lowercased()),
      keys.allSatisfy({ HeaderLines.keyAndValue($0.text) != nil || $0.text.hasPrefix(" ") || $0.text.hasPrefix("- ") })
    else { return nil }
    let newline = source.bytes[..<keys[0].next].contains(0x0D) ? "\r\n" : "\n"
    return .error(
      id, "the line `---` above the front matter is missing", at: source.location(of: keys[0].range),
      hint: "begin the file with a line `---`",
      fix: TextEdit(source, 0..<keys[0].range.lowerBound, replacement: Array("---\(newline)".utf8)))
  }
}
