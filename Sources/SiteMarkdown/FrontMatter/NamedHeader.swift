internal import SiteDiagnostics

/// Headers of other programs that are lines of names and values: Pelican's and MultiMarkdown's, which can be written anew, and those
/// of which only the name is told.
enum NamedHeader {
  private static let id = "front-matter.missing"

  static func explanation(in source: SourceText, _ lines: [HeaderLines.Line]) -> Diagnostic? {
    let first = lines[0]
    if let name = programs.first(where: { first.text.hasPrefix($0.mark) })?.name {
      return .error(
        id, "the page has a header as \(name), and no front matter", at: source.location(of: first.range),
        hint: "write it as YAML: the lines `---`, `title: …`, `---`, with a line `key: value` for each entry between")
    }
    guard let (key, _) = HeaderLines.keyAndValue(first.text), FrontMatterFence.knownKeys.contains(key.lowercased())
    else {
      return nil
    }
    return .error(
      id, "these are headers as Pelican and MultiMarkdown write them, and no front matter",
      at: source.location(of: first.range),
      hint: "put a line `---` above and below them, and write the keys in lower case", fix: fix(in: source, lines))
  }

  private static let programs: [(mark: String, name: String)] = [
    ("% ", "Pandoc writes it (`%`)"), ("#+title", "Org mode writes it"), ("#+TITLE", "Org mode writes it"),
    (".. title:", "Nikola writes it"), (":title:", "reStructuredText has it"), (":Title:", "reStructuredText has it"),
    ("= ", "AsciiDoc has it"), ("@title", "Scribble writes it"), ("{% set ", "templates have it"),
    ("<title>", "HTML has it"), ("<!doctype", "HTML has it"), ("<!DOCTYPE", "HTML has it"),
    ("export const ", "MDX has it"),
  ]

  /// The headers up to the first empty line as front matter; `nil` where a line is no header.
  private static func fix(in source: SourceText, _ lines: [HeaderLines.Line]) -> TextEdit? {
    let headers = lines.prefix { !$0.text.isEmpty }
    var yaml = "---\n"
    for header in headers {
      guard let (key, value) = HeaderLines.keyAndValue(header.text), !key.contains(" ") else { return nil }
      yaml += "\(key.lowercased()): \(written(value, for: key.lowercased()))\n"
    }
    yaml += "---\n"
    guard let last = headers.last else { return nil }
    return TextEdit(source, 0..<last.next, replacement: HeaderText.bytes(yaml, like: source))
  }

  private static func written(_ value: String, for key: String) -> String {
    guard ["tags", "authors", "keywords", "categories"].contains(key) else { return YAMLText.scalar(value) }
    let parts = value.split { $0 == "," || $0 == ";" }.map { $0.drop { $0 == " " } }
    return YAMLText.list(parts.map { part in String(part.reversed().drop { $0 == " " }.reversed()) })
  }
}

/// Front matter that is written anew.
enum HeaderText {
  /// With the line endings of the file.
  static func bytes(_ text: String, like source: SourceText) -> [UInt8] {
    let isWindows = source.bytes.firstIndex(of: 0x0A).map { $0 > 0 && source.bytes[$0 - 1] == 0x0D } ?? false
    return isWindows ? text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } : Array(text.utf8)
  }

  /// A document as lines of YAML; `nil` where it goes deeper than front matter does.
  static func yaml(_ entries: [YAMLNode.Entry], indentation: String = "") -> String? {
    var text = ""
    for entry in entries {
      guard let key = entry.key.text else { return nil }
      text += "\(indentation)\(YAMLText.scalar(key)):"
      switch entry.value.content {
      case .scalar: text += entry.value.isNull ? "\n" : " \(scalar(entry.value))\n"
      case .sequence(let items):
        guard items.allSatisfy({ $0.text != nil }) else { return nil }
        text +=
          " [\(items.map { item in item.bool == nil && item.double == nil ? YAMLText.item(item.text ?? "") : item.text ?? "" }.joined(separator: ", "))]\n"
      case .mapping(let below):
        guard indentation.utf8.count < 8, let inner = yaml(below, indentation: indentation + "  ") else { return nil }
        text += "\n" + inner
      }
    }
    return text
  }

  private static func scalar(_ node: YAMLNode) -> String {
    let text = node.text ?? ""
    return node.bool == nil && node.double == nil ? YAMLText.scalar(text) : text
  }
}
