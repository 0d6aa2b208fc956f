internal import SiteDiagnostics

/// Front matter in TOML, as Zola writes it always and Hugo by default. What is plain of it can be written as YAML: texts, numbers,
/// dates, lists of texts, and the tables `[taxonomies]` and `[extra]`.
///
/// Source of the format: TOML 1.0.0.
struct TOMLHeader {
  static func explanation(in source: SourceText, _ lines: [HeaderLines.Line]) -> Diagnostic? {
    let first = lines[0]
    guard first.text == "+++" || first.text == "---toml" else { return nil }
    let closing = lines.dropFirst().first { $0.text == "+++" || $0.text == "---" && first.text != "+++" }
    let fix = closing.flatMap { closing in
      var header = TOMLHeader(lines: lines.dropFirst().prefix { $0.number < closing.number }.map(\.text))
      return header.yaml().map {
        TextEdit(source, 0..<closing.next, replacement: HeaderText.bytes("---\n\($0)---\n", like: source))
      }
    }
    return .error(
      "front-matter.missing", "the front matter is TOML; sitegen reads YAML", at: source.location(of: first.range),
      hint: closing == nil
        ? "write it between two lines `---`, as `key: value`; the second line `+++` is missing, too"
        : "write it between two lines `---` instead of `+++`, `key: value` instead of `key = value`"
          + (fix == nil ? "" : "; `sitegen check --fix` does it"), fix: fix)
  }

  private let lines: [String]

  /// `nil` where something isn't plain.
  private mutating func yaml() -> String? {
    var top: [String] = []
    var tables: [(name: String, lines: [String])] = []
    var table: String?
    var index = 0
    while index < lines.count {
      var line = lines[index][...]
      index += 1
      line = Self.trimmed(line)
      if line.isEmpty { continue }
      if line.hasPrefix("#") {
        if table == nil || table == "taxonomies" { top.append(String(line)) }
        continue
      }
      if line.hasPrefix("[") {
        guard line.hasSuffix("]"), !line.hasPrefix("[[") else { return nil }
        let name = String(Self.trimmed(line.dropFirst().dropLast()))
        guard ["taxonomies", "extra", "params"].contains(name) else { return nil }
        table = name
        if name != "taxonomies" { tables.append(("extra", [])) }
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { return nil }
      let key = Self.trimmed(line[..<equals])
      guard !key.isEmpty, key.utf8.allSatisfy({ Self.isBareKey($0) }) else { return nil }
      var value = String(Self.trimmed(line[line.index(after: equals)...]))
      // A list may go over several lines.
      if value.hasPrefix("[") {
        while !value.hasSuffix("]"), index < lines.count {
          value += " " + String(Self.trimmed(lines[index][...]))
          index += 1
        }
      }
      guard let written = Self.value(value) else { return nil }
      if table == nil || table == "taxonomies" {
        top.append("\(key): \(written)")
      } else {
        tables[tables.count - 1].lines.append("  \(key): \(written)")
      }
    }
    // Two tables would be two keys of one name.
    guard tables.count <= 1 else { return nil }
    let all = top + tables.flatMap { [$0.name + ":"] + $0.lines }
    return all.map { $0 + "\n" }.joined()
  }

  private static func value(_ text: String) -> String? {
    if text.hasPrefix("[") { return list(text) }
    if let (string, rest) = string(text[...]) { return rest.isEmpty ? YAMLText.scalar(string) : nil }
    // Numbers, truth values and dates are written the same.
    guard let first = text.utf8.first,
      text.utf8.allSatisfy({ isBareKey($0) || "+-.:".utf8.contains($0) || $0 == 0x20 }),
      text == "true" || text == "false" || (0x30...0x39).contains(first) || first == UInt8(ascii: "-"),
      !text.contains("_")
    else { return nil }
    return text
  }

  private static func list(_ text: String) -> String? {
    var rest = trimmed(text.dropFirst())
    var items: [String] = []
    while !rest.isEmpty {
      if rest == "]" { return YAMLText.list(items) }
      guard let (item, after) = string(rest) else { return nil }
      items.append(item)
      rest = trimmed(after)
      if rest.hasPrefix(",") {
        rest = trimmed(rest.dropFirst())
      } else if rest != "]" {
        return nil
      }
    }
    return nil
  }

  /// A text on one line, and what follows it.
  private static func string(_ text: Substring) -> (String, rest: Substring)? {
    guard let quote = text.first, quote == "\"" || quote == "'", !text.hasPrefix("\"\"\""), !text.hasPrefix("'''")
    else {
      return nil
    }
    var result = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == quote { return (result, rest) }
      guard character == "\\", quote == "\"" else {
        result.append(character)
        continue
      }
      switch rest.popFirst() {
      case "\"": result.append("\"")
      case "\\": result.append("\\")
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "u":
        guard let code = UInt32(rest.prefix(4), radix: 16), let scalar = Unicode.Scalar(code), rest.count >= 4 else {
          return nil
        }
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst(4)
      default: return nil
      }
    }
    return nil
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
