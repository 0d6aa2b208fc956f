package import SiteDiagnostics
package import SiteMarkdown

/// Takes the fields of one mapping by name and type, and says what is wrong with those that don't fit.
///
/// Front matter and `site.yaml` are both read through it, so that they complain in one voice. Every `take…` returns
/// `nil` for a field that is missing or empty; a field of the wrong type is reported and counts as missing.
package struct FieldReader {
  private let source: SourceText
  private let entries: [YAMLNode.Entry]
  /// The entries' keys; `nil` for what is no text.
  private let keys: [String?]
  /// The first part of the diagnostics' ids: `front-matter` or `config`.
  private let area: String
  /// Every key that was asked for, be it there or not.
  private var taken: [String] = []
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ entries: [YAMLNode.Entry], of source: SourceText, area: String) {
    self.entries = entries
    keys = entries.map(\.key.text)
    self.source = source
    self.area = area
    taken.reserveCapacity(24)
  }

  /// A reader for a mapping below this one; hand its diagnostics back with `adopt`.
  package func reader(for entries: [YAMLNode.Entry]) -> FieldReader {
    FieldReader(entries, of: source, area: area)
  }

  package mutating func adopt(_ more: [Diagnostic]) {
    diagnostics += more
  }

  package mutating func take(_ key: String) -> YAMLNode? {
    guard let place = takePlace(key), !entries[place].value.isNull else { return nil }
    return entries[place].value
  }

  /// Where the entry of a key is, whose value may be empty.
  private mutating func takePlace(_ key: String) -> Int? {
    taken.append(key)
    return keys.firstIndex(of: key)
  }

  package mutating func takeText(_ key: String, expected: String = "a text") -> String? {
    guard let place = takePlace(key) else { return nil }
    // Looked at where it lies, since it is nearly always a text: a node that is handed on is a copy.
    if let text = entries[place].value.text { return text }
    let node = entries[place].value
    return node.isNull ? nil : text(of: node, key: key, expected: expected)
  }

  package mutating func takeBool(_ key: String) -> Bool? {
    guard let node = take(key) else { return nil }
    if let bool = node.bool { return bool }
    let meant = node.text.flatMap { ["yes": "true", "on": "true", "no": "false", "off": "false"][$0.lowercased()] }
    report(
      "wrong-type", "`\(key)` must be `true` or `false`, this is \(node.kindName)", at: node,
      hint: meant.map { "write `\(key): \($0)`" })
    return nil
  }

  package mutating func takeInt(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
    guard let node = take(key) else { return nil }
    guard let int = node.int else {
      report(
        "wrong-type", "`\(key)` must be a whole number, this is \(node.kindName)", at: node,
        hint: "write a number: `\(key): 10`")
      return nil
    }
    guard range.contains(int) else {
      report(
        "out-of-range", "`\(key)` must be between \(range.lowerBound) and \(range.upperBound), this is \(int)",
        at: node, hint: "choose a number in between")
      return nil
    }
    return int
  }

  /// A list of texts; a single text counts as a list of one.
  package mutating func takeTexts(_ key: String) -> [(text: String, node: YAMLNode)]? {
    guard let node = take(key) else { return nil }
    guard let items = node.sequence else {
      return text(of: node, key: key, expected: "a text or a list of texts").map { [($0, node)] }
    }
    var texts: [(text: String, node: YAMLNode)] = []
    texts.reserveCapacity(items.count)
    for item in items {
      if let text = item.text {
        texts.append((text, item))
      } else if item.isNull {
        report("empty-item", "an item of `\(key)` is empty", at: item, hint: "write a text or remove the line")
      } else {
        _ = text(of: item, key: key, expected: "a list of texts")
      }
    }
    return texts
  }

  package mutating func takeMapping(_ key: String) -> [YAMLNode.Entry]? {
    guard let node = take(key) else { return nil }
    if let entries = node.mapping { return entries }
    report(
      "wrong-type", "`\(key)` must be a mapping, this is \(node.kindName)", at: node,
      hint: "write its keys on lines of their own below it, indented by two spaces")
    return nil
  }

  /// One word out of a fixed set.
  package mutating func takeChoice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice?
  where Choice.RawValue == String {
    guard let node = take(key), let text = text(of: node, key: key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    reportUnknownName(text, at: node, key: key, known: Choice.allCases.map(\.rawValue))
    return nil
  }

  /// Words out of a fixed set, each once; a single one counts as a list.
  package mutating func takeChoices<Choice: RawRepresentable & CaseIterable & Equatable>(_ key: String) -> [Choice]?
  where Choice.RawValue == String {
    takeTexts(key).map { texts in
      var choices: [Choice] = []
      for (text, node) in texts {
        guard let choice = Choice(rawValue: text) else {
          reportUnknownName(text, at: node, key: key, known: Choice.allCases.map(\.rawValue))
          continue
        }
        if !choices.contains(choice) { choices.append(choice) }
      }
      return choices
    }
  }

  /// A scalar as text. A number or truth value is taken as it is written: `title: 2025` is a title.
  package mutating func text(of node: YAMLNode, key: String, expected: String = "a text") -> String? {
    if let text = node.text { return text }
    report(
      "wrong-type", "`\(key)` must be \(expected), this is \(node.kindName)", at: node,
      hint: expected.contains("list") ? "write `\(key): [one, two]`" : "if it is meant as one text, put it in quotes")
    return nil
  }

  package mutating func reportUnknownName(_ name: String, at node: YAMLNode, key: String, known: [String]) {
    let near = nearestName(to: name, among: known)
    report(
      "unknown-value", "`\(key)` can't be `\(name)`", at: node,
      hint: near.map { "did you mean `\($0)`?" } ?? "known: \(known.map { "`\($0)`" }.joined(separator: ", "))")
  }

  package mutating func report(
    _ rule: String, _ message: String, at node: YAMLNode? = nil, severity: Diagnostic.Severity = .error,
    hint: String? = nil
  ) {
    let location = node?.location(in: source) ?? source.location(at: 0)
    diagnostics.append(Diagnostic(severity, id: "\(area).\(rule)", message, at: location, hint: hint))
  }

  /// Reports every key that nobody took, with the nearest one that somebody did.
  package mutating func finish(hintForUnknown: (String) -> String? = { _ in nil }) {
    for index in keys.indices {
      guard let key = keys[index], !taken.contains(key) else { continue }
      let near = nearestName(to: key, among: taken)
      report(
        "unknown-key", "unknown key `\(key)`", at: entries[index].key,
        hint: near.map { "did you mean `\($0)`?" } ?? hintForUnknown(key) ?? knownKeys)
    }
  }

  private var knownKeys: String {
    "known here: \(Set(taken).sorted().map { "`\($0)`" }.joined(separator: ", "))"
  }

  /// The place of a value, for those who find fault with it later.
  package func location(of node: YAMLNode) -> SourceLocation { node.location(in: source) }

  package func node(forKey key: String) -> YAMLNode? {
    keys.firstIndex(of: key).map { entries[$0].value }
  }
}
