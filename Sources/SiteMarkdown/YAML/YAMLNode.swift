package import SiteDiagnostics

/// A value of a YAML document together with the place where it stands, so that whoever finds fault with it can point.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  package struct Entry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// A place as libyaml counts it: zero-based line and column, the column in Unicode scalars.
  package struct Mark: Sendable, Hashable {
    package var line: UInt32
    package var column: UInt32
  }

  package var content: Content
  /// An explicit tag as written: `!placeholder`.
  package var tag: String?
  package var start: Mark
  package var end: Mark

  package init(content: Content, tag: String? = nil, start: Mark, end: Mark) {
    self.content = content
    self.tag = tag
    self.start = start
    self.end = end
  }
}

// The types of the YAML 1.2 core schema: `no` is a word (and a country), not a boolean.
extension YAMLNode {
  /// The text of a scalar, quoted or not; `nil` for null, sequences and mappings.
  package var text: String? {
    guard case .scalar(let text, let isPlain) = content, !isPlain || !Self.meansNull(text) else { return nil }
    return text
  }

  package var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return Self.meansNull(text)
  }

  @inline(__always)
  private static func meansNull(_ text: String) -> Bool {
    // Nearly every text is longer than any way to write nothing.
    guard text.utf8.count <= 4 else { return false }
    return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  package var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  package var int: Int? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
    return Int(text)
  }

  package var double: Double? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    guard let first = text.utf8.first, first < 0x3A, first >= 0x2B, !text.contains("x") else { return nil }
    return Double(text)
  }

  package var sequence: [YAMLNode]? {
    guard case .sequence(let nodes) = content else { return nil }
    return nodes
  }

  package var mapping: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  package subscript(_ key: String) -> YAMLNode? {
    mapping?.first { $0.key.text == key }?.value
  }

  /// What an editor would call this value: `a list`, `the number 5`.
  package var kindName: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(_, isPlain: false): "a text"
    case .scalar where isNull: "empty"
    case .scalar(let text, _) where bool != nil: "the truth value `\(text)`"
    case .scalar(let text, _) where double != nil: "the number `\(text)`"
    case .scalar: "a text"
    }
  }

  /// The place of the value in its file; a value over several lines is marked to the end of its first.
  package func location(in source: SourceText) -> SourceLocation {
    let start = source.offset(line: Int(start.line) + 1, column: Int(start.column) + 1)
    let end = source.offset(line: Int(end.line) + 1, column: Int(end.column) + 1)
    return source.location(of: start..<max(start, end))
  }
}
