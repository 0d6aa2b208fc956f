package import SiteDiagnostics
package import SiteMarkdown

/// Takes the fields of one mapping by name and type, and says what is wrong with those that don't fit.
///
/// Front matter and `site.yaml` are both read through it, so that they complain in one voice. Every `take…` returns
/// `nil` for a field that is missing or empty; a field of the wrong type is reported and counts as missing.
package struct FieldReader {
  let source: SourceText
  let entries: [YAMLNode.Entry]
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
    if node.isNull {
      reportWordForNothing(node, key: key)
      return nil
    }
    return text(of: node, key: key, expected: expected)
  }

  /// `author: Null`: a name that YAML takes for nothing. In small letters it is what programs write for nothing.
  private mutating func reportWordForNothing(_ node: YAMLNode, key: String) {
    guard case .scalar(let word, _) = node.content, word == "Null" || word == "NULL" else { return }
    report(
      "empty-word", "`\(word)` means that there is nothing", at: node, severity: .warning,
      hint: "if it is a text, put it in quotes: `\"\(word)\"`", fix: edit(of: node, to: "\"\(word)\""))
  }

  package mutating func takeBool(_ key: String) -> Bool? {
    guard let node = take(key) else { return nil }
    if let bool = node.bool { return bool }
    let meant = Self.truth(of: node)
    report(
      "wrong-type", "`\(key)` must be `true` or `false`, this is \(node.kindName)", at: node,
      hint: meant.map { "write `\(key): \($0)`" }, fix: meant.flatMap { edit(of: node, to: "\($0)") })
    return nil
  }

  /// What people write for `true` and `false`, in quotes or not.
  static func truth(of node: YAMLNode) -> Bool? {
    if let bool = node.bool { return bool }
    guard let word = node.text?.lowercased() else { return nil }
    if ["true", "yes", "y", "on", "ja", "wahr", "1", "x"].contains(word) { return true }
    return ["false", "no", "n", "off", "nein", "falsch", "0"].contains(word) ? false : nil
  }

  package mutating func takeInt(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
    guard let node = take(key) else { return nil }
    guard let int = node.int else {
      // In quotes it is a text, to whoever reads YAML.
      let meant = node.text.flatMap { Int($0.filter { $0 != " " }) }
      report(
        "wrong-type", "`\(key)` must be a whole number, this is \(node.kindName)", at: node,
        hint: "write a number: `\(key): \(meant ?? 10)`", fix: meant.flatMap { edit(of: node, to: "\($0)") })
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
    guard let place = takePlace(key) else { return nil }
    let node = entries[place].value
    if node.isNull {
      reportWordForNothing(node, key: key)
      return nil
    }
    guard let items = node.sequence else {
      return text(of: node, key: key, expected: "a text or a list of texts").map { [($0, node)] }
    }
    var texts: [(text: String, node: YAMLNode)] = []
    texts.reserveCapacity(items.count)
    for item in items {
      if let text = item.text {
        texts.append((text, item))
      } else if item.isNull, case .scalar(let word, _) = item.content, word.utf8.count > 1 {
        report(
          "empty-item", "`\(word)` means that there is nothing", at: item,
          hint: "if it is a text, put it in quotes: `\"\(word)\"`", fix: edit(of: item, to: "\"\(word)\""))
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
    // What begins with a bracket or a brace is one text to who wrote it, where one text is wanted.
    let typed = expected.contains("list") ? nil : typedText(of: node)
    report(
      "wrong-type", "`\(key)` must be \(expected), this is \(node.kindName)", at: node,
      hint: expected.contains("list")
        ? "write `\(key): [one, two]`"
        : typed.map { "if it is meant as one text, put it in quotes: `\(key): \(YAMLText.quoted($0))`" }
          ?? "if it is meant as one text, put it in quotes",
      fix: expected == "a text" ? typed.flatMap { edit(of: node, to: YAMLText.quoted($0)) } : nil)
    return nil
  }

  // MARK: Places

  /// The bytes of a value.
  func range(of node: YAMLNode) -> Range<Int> {
    let start = source.offset(line: Int(node.start.line) + 1, column: Int(node.start.column) + 1)
    let end = source.offset(line: Int(node.end.line) + 1, column: Int(node.end.column) + 1)
    return start..<max(start, end)
  }

  /// A value as it stands in the file, where it is on one line.
  private func typedText(of node: YAMLNode) -> String? {
    guard node.start.line == node.end.line else { return nil }
    let text = String(decoding: source.bytes[range(of: node)], as: UTF8.self)
    return text.hasPrefix("[") || text.hasPrefix("{") ? text : nil
  }

  /// The change of a value or key to another text of YAML; `nil` where it goes over several lines.
  func edit(of node: YAMLNode, to text: String) -> TextEdit? {
    guard node.start.line == node.end.line else { return nil }
    return TextEdit(source, range(of: node), replacement: Array(text.utf8))
  }

  /// The change of key and value, which stand on one line.
  func edit(of entry: YAMLNode.Entry, to text: String) -> TextEdit? {
    guard entry.key.start.line == entry.value.end.line else { return nil }
    let range = range(of: entry.key).lowerBound..<range(of: entry.value).upperBound
    return TextEdit(source, range, replacement: Array(text.utf8))
  }

  /// The whole lines of an entry: those from its key up to the next entry's, or to the end of its value.
  func lines(of entry: YAMLNode.Entry) -> Range<Int> {
    let start = source.offset(line: Int(entry.key.start.line) + 1, column: 1)
    let isBlock = entry.value.end.column == 0 && entry.value.end.line > entry.value.start.line
    let last = Int(entry.value.end.line) + (isBlock ? 0 : 1)
    let end = source.offset(line: max(last, Int(entry.key.start.line) + 1) + 1, column: 1)
    return start..<max(start, end)
  }

  /// The removal of an item from a list, or of the list's entry where it is the only one.
  func removal(ofItem index: Int, from entry: YAMLNode.Entry) -> TextEdit? {
    guard let items = entry.value.sequence, items.count > 1 else {
      return TextEdit(source, lines(of: entry), replacement: [])
    }
    let item = range(of: items[index])
    if items[0].start.line == items[items.count - 1].end.line {
      let range =
        index > 0
        ? self.range(of: items[index - 1]).upperBound..<item.upperBound
        : item.lowerBound..<self.range(of: items[1]).lowerBound
      return TextEdit(source, range, replacement: [])
    }
    let line = source.offset(line: Int(items[index].start.line) + 1, column: 1)
    let next = source.offset(line: Int(items[index].start.line) + 2, column: 1)
    let isAlone = source.bytes[line..<item.lowerBound].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") }
    return isAlone ? TextEdit(source, line..<next, replacement: []) : nil
  }

  package mutating func reportUnknownName(_ name: String, at node: YAMLNode, key: String, known: [String]) {
    let near = nearestName(to: name, among: known)
    report(
      "unknown-value", "`\(key)` can't be `\(name)`", at: node,
      hint: near.map { "did you mean `\($0)`?" } ?? "known: \(known.map { "`\($0)`" }.joined(separator: ", "))")
  }

  package mutating func report(
    _ rule: String, _ message: String, at node: YAMLNode? = nil, severity: Diagnostic.Severity = .error,
    hint: String? = nil, fix: TextEdit? = nil
  ) {
    let location = node?.location(in: source) ?? source.location(at: 0)
    diagnostics.append(Diagnostic(severity, id: "\(area).\(rule)", message, at: location, hint: hint, fix: fix))
  }

  /// What to do about a key that means nothing here.
  struct Remedy {
    var hint: String
    var fix: TextEdit?
  }

  /// Reports every key that nobody took, with the nearest one that somebody did.
  ///
  /// Who calls it has asked for all keys that there are, whatever else was wrong: a key that wasn't asked for counts as
  /// unknown.
  ///
  /// - Parameters:
  ///   - remedy: for keys that mean something elsewhere, before the nearest one is looked for.
  ///   - hintForUnknown: where no key is near.
  package mutating func finish(hintForUnknown: (String) -> String? = { _ in nil }) {
    finish(remedy: { _, _ in nil }, hintForUnknown: hintForUnknown)
  }

  mutating func finish(
    remedy: (YAMLNode.Entry, FieldReader) -> Remedy?, hintForUnknown: (String) -> String? = { _ in nil }
  ) {
    for index in keys.indices {
      guard let key = keys[index], !taken.contains(key) else { continue }
      let entry = entries[index]
      if let plain = visiblePart(of: key) {
        report(
          "unknown-key", "the key `\(plain)` has a character that can't be seen", at: entry.key,
          hint: "write `\(plain):`",
          fix: isFree(plain) ? edit(of: entry.key, to: plain) : nil)
        continue
      }
      let found = remedy(entry, self)
      let near = found == nil ? nearestName(to: key, among: taken) : nil
      // A capital letter or two are no other word.
      let isSame = near.map { $0.lowercased() == key.lowercased() && isFree($0) } ?? false
      report(
        "unknown-key", "unknown key `\(key)`", at: entry.key,
        hint: found?.hint ?? near.map { "did you mean `\($0)`?" } ?? hintForUnknown(key) ?? knownKeys,
        fix: found?.fix ?? (isSame ? near.flatMap { edit(of: entry.key, to: $0) } : nil))
    }
  }

  /// Whether the mapping has no such key.
  func isFree(_ key: String) -> Bool { !keys.contains(key) }

  /// The known key that is left of one without what can't be seen.
  private func visiblePart(of key: String) -> String? {
    guard key.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let plain = String(String.UnicodeScalarView(key.unicodeScalars.filter { $0.isVisible }))
    return plain != key && taken.contains(plain) ? plain : nil
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
