internal import CLibYAML
package import SiteDiagnostics

/// Reads one YAML document with libyaml and keeps the place of every value.
///
/// Hostile input ends in a diagnostic: nesting and the copies that aliases make are limited.
package struct YAMLParser {
  /// Deeper nesting than this is refused; honest front matter stays below ten.
  static let maximumDepth = 64
  /// The number of values after aliases are resolved; stops documents that double with every line.
  static let maximumNodes = 50_000

  private let source: SourceText
  private let range: Range<Int>
  /// Lines before `range`, for files where YAML begins further down.
  private let firstLine: UInt32
  private var stack: [Container] = []
  private var anchors: [String: YAMLNode] = [:]
  private var sizes: [String: Int] = [:]
  private var nodeCount = 0
  private var root: YAMLNode?
  private var diagnostics: [Diagnostic] = []
  private var finder: YAMLLossFinder
  /// What is said of escapes: reading goes on.
  private var escapes: [Diagnostic] = []

  private struct Container {
    var items: [YAMLNode] = []
    var entries: [YAMLNode.Entry] = []
    /// In a mapping, the key whose value is still to come.
    var key: YAMLNode?
    let isMapping: Bool
    let isInBrackets: Bool
    let tag: String?
    let anchor: String?
    let start: YAMLNode.Mark
    let nodesBefore: Int

    init(isMapping: Bool, isInBrackets: Bool, tag: String?, anchor: String?, start: YAMLNode.Mark, nodesBefore: Int) {
      self.isMapping = isMapping
      self.isInBrackets = isInBrackets
      self.tag = tag
      self.anchor = anchor
      self.start = start
      self.nodesBefore = nodesBefore
      if isMapping { entries.reserveCapacity(8) } else { items.reserveCapacity(4) }
    }

    mutating func add(_ node: YAMLNode) {
      if !isMapping {
        items.append(node)
      } else if let key = key.take() {
        entries.append(.init(key: key, value: node))
      } else {
        key = node
      }
    }
  }

  private init(source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
    firstLine = Self.firstLine(of: range, in: source)
    finder = YAMLLossFinder(source, range)
  }

  /// A document, and what is wrong with it.
  package struct Document: Sendable {
    /// `nil` where it is empty or broken. A broken one has an error among the diagnostics.
    package var root: YAMLNode?
    package var diagnostics: [Diagnostic] = []
    /// What YAML leaves out or joins without a word.
    package var losses: [YAMLLoss] = []
  }

  /// The document in `range` of the text; `nil` where it is empty or broken. A broken one has an error among the
  /// diagnostics.
  package static func parse(_ source: SourceText, range: Range<Int>? = nil) -> (root: YAMLNode?, [Diagnostic]) {
    let document = document(in: source, range: range)
    return (document.root, document.diagnostics + document.losses.map { $0.diagnostic(in: source) })
  }

  /// The same, for who knows more of what is left out.
  package static func document(in source: SourceText, range: Range<Int>? = nil) -> Document {
    let range = range ?? 0..<source.bytes.count
    let unreadable = YAMLProblem.unreadable(in: source, range: range)
    if !unreadable.isEmpty { return Document(diagnostics: unreadable) }
    let line = firstLine(of: range, in: source)
    let plain = unsafe source.bytes.withUnsafeBufferPointer { bytes in
      unsafe PlainYAML.parse(ByteView(bytes)[range], line: line)
    }
    return if let plain { Document(root: plain) } else { parseWithLibrary(source, range: range) }
  }

  /// What libyaml makes of a range of text that can be read.
  static func parseWithLibrary(_ source: SourceText, range: Range<Int>) -> Document {
    var parser = YAMLParser(source: source, range: range)
    parser.run()
    // Of what is broken the rest may be lost because of that.
    let diagnostics = parser.diagnostics + parser.escapes
    return diagnostics.hasErrors
      ? Document(diagnostics: diagnostics)
      : Document(root: parser.root, diagnostics: diagnostics, losses: parser.finder.finish())
  }

  /// Whether libyaml can read some bytes to their end, with every name that they refer to.
  static func accepts(_ bytes: [UInt8]) -> Bool {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) != 0 else { return false }
    defer { unsafe yaml_parser_delete(&parser) }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return true }
      unsafe yaml_parser_set_input_string(&parser, base, bytes.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      var anchors: Set<String> = []
      while true {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) != 0 else { return false }
        defer { unsafe yaml_event_delete(&event) }
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: return true
        case YAML_ALIAS_EVENT:
          guard let name = unsafe event.data.alias.anchor, anchors.contains(unsafe String(cString: name)) else {
            return false
          }
        case YAML_SCALAR_EVENT:
          if let name = unsafe event.data.scalar.anchor { anchors.insert(unsafe String(cString: name)) }
        // A mapping for a key is what braces in a title make.
        case YAML_MAPPING_START_EVENT:
          guard unsafe event.data.mapping_start.style != YAML_FLOW_MAPPING_STYLE else { return false }
        default: break
        }
      }
    }
  }

  private static func firstLine(of range: Range<Int>, in source: SourceText) -> UInt32 {
    var lines: UInt32 = 0
    for byte in source.bytes[..<range.lowerBound] where byte == UInt8(ascii: "\n") { lines += 1 }
    return lines
  }

  private mutating func run() {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) != 0 else { return }
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe source.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe yaml_parser_set_input_string(&parser, base + range.lowerBound, range.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      var documents = 0
      while diagnostics.isEmpty {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) != 0 else {
          let problem = unsafe YAMLProblem(
            problem: parser.problem.map { unsafe String(cString: $0) } ?? "", place: mark(parser.problem_mark),
            context: parser.context.map { unsafe String(cString: $0) } ?? "", start: mark(parser.context_mark))
          diagnostics.append(problem.diagnostic(in: source))
          return
        }
        defer { unsafe yaml_event_delete(&event) }
        let start = unsafe mark(event.start_mark)
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: return
        case YAML_DOCUMENT_START_EVENT:
          documents += 1
          if documents > 1 {
            fail(
              "yaml.second-document", "a second document begins here, but only one is allowed",
              at: start, hint: "remove the line `---`")
          }
        default: unsafe take(event, from: start)
        }
      }
    }
  }

  private mutating func take(_ event: yaml_event_t, from start: YAMLNode.Mark) {
    let end = unsafe mark(event.end_mark)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      if unsafe scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE,
        text.unicodeScalars.contains(where: { ControlCharacters.isOne($0.value) })
      {
        reportControlCharacters(from: start, to: end)
      }
      let node = unsafe YAMLNode(
        content: .scalar(text, isPlain: isPlain), tag: string(scalar.tag), start: start, end: end)
      let anchor = unsafe string(scalar.anchor)
      unsafe look(at: event, node, anchor)
      count(1, at: start)
      append(node, anchor: anchor, size: 1)
    case YAML_ALIAS_EVENT:
      let name = unsafe string(event.data.alias.anchor) ?? ""
      guard var node = anchors[name], let size = sizes[name] else {
        let known = nearestName(to: name, among: anchors.keys)
        let quoted = known == nil ? YAMLKeyLine(line: Int(start.line) + 1, of: source)?.quoted : nil
        fail(
          "yaml.unknown-anchor", "nothing before this place is named `&\(name)`", at: start,
          hint: known.map { "did you mean `*\($0)`?" } ?? quoted?.hint
            ?? "a text that begins with `*` must stand in quotes", fix: quoted?.fix)
        return
      }
      finder.noteAlias(of: name)
      node.start = start
      node.end = end
      count(size, at: start)
      append(node, anchor: nil, size: size)
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe event.data.sequence_start
      unsafe open(
        isMapping: false, isInBrackets: data.style == YAML_FLOW_SEQUENCE_STYLE, tag: string(data.tag),
        anchor: string(data.anchor), at: start)
    case YAML_MAPPING_START_EVENT:
      let data = unsafe event.data.mapping_start
      unsafe open(
        isMapping: true, isInBrackets: data.style == YAML_FLOW_MAPPING_STYLE, tag: string(data.tag),
        anchor: string(data.anchor), at: start)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      close(at: end)
    default: break
    }
  }

  /// Tells of the escapes of a text in quotes that mean a control character.
  private mutating func reportControlCharacters(from start: YAMLNode.Mark, to end: YAMLNode.Mark) {
    // Each asks where it stands.
    guard escapes.count < 200 else { return }
    let first = source.offset(line: Int(start.line) + 1, column: Int(start.column) + 1)
    let last = source.offset(line: Int(end.line) + 1, column: Int(end.column) + 1)
    for escape in YAMLEscape.controls(in: source.bytes, first..<max(first, last)) {
      escapes.append(
        .error(
          "yaml.control-character",
          "`\(escape.written)` means a control character (\(ControlCharacters.name(of: escape.scalar)))",
          at: source.location(of: escape.range), hint: ControlCharacters.hint(for: escape.scalar, isText: false),
          fix: ControlCharacters.fix(escape.range, meaning: escape.scalar, isText: false, in: source)))
    }
  }

  /// Hands a value to the one who looks for what YAML drops.
  private mutating func look(at event: yaml_event_t, _ node: YAMLNode, _ anchor: String?) {
    guard case .scalar(let text, _) = node.content else { return }
    let start = finder.offset(ofCharacter: unsafe Int(event.start_mark.index))
    let end = finder.offset(ofCharacter: unsafe Int(event.end_mark.index))
    let top = stack.last
    let isKey = top.map { $0.isMapping && $0.key == nil } ?? false
    finder.take(
      YAMLLossFinder.Scalar(
        text: text, style: unsafe Self.style(event.data.scalar.style), range: start..<max(start, end), tag: node.tag,
        anchor: anchor, key: isKey ? text : stack.last(where: { $0.key != nil })?.key?.text, isKey: isKey,
        isInList: top.map { !$0.isMapping } ?? false, isInBrackets: top?.isInBrackets ?? false))
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLLossFinder.Scalar.Style {
    switch style {
    case YAML_PLAIN_SCALAR_STYLE: .plain
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    default: .block
    }
  }

  private mutating func open(
    isMapping: Bool, isInBrackets: Bool, tag: String?, anchor: String?, at start: YAMLNode.Mark
  ) {
    count(1, at: start)
    if stack.count == Self.maximumDepth {
      fail("yaml.too-deep", "nested deeper than \(Self.maximumDepth) levels", at: start)
    }
    stack.append(
      Container(
        isMapping: isMapping, isInBrackets: isInBrackets, tag: tag, anchor: anchor, start: start,
        nodesBefore: nodeCount - 1))
  }

  private mutating func close(at end: YAMLNode.Mark) {
    guard let container = stack.popLast() else { return }
    if container.isMapping { reportRepeatedKeys(container.entries) }
    let content: YAMLNode.Content = container.isMapping ? .mapping(container.entries) : .sequence(container.items)
    let node = YAMLNode(content: content, tag: container.tag, start: container.start, end: end)
    append(node, anchor: container.anchor, size: nodeCount - container.nodesBefore)
  }

  private mutating func append(_ node: YAMLNode, anchor: String?, size: Int) {
    if let anchor {
      anchors[anchor] = node
      sizes[anchor] = size
    }
    if stack.isEmpty { root = node } else { stack[stack.count - 1].add(node) }
  }

  private mutating func count(_ nodes: Int, at place: YAMLNode.Mark) {
    nodeCount += nodes
    if nodeCount > Self.maximumNodes {
      fail("yaml.too-large", "more than \(Self.maximumNodes) values, aliases counted", at: place)
    }
  }

  private mutating func reportRepeatedKeys(_ entries: [YAMLNode.Entry]) {
    // Few keys are compared with each other faster than they are put into a table.
    if entries.count <= 24, Self.haveDistinctKeys(entries) { return }
    var seen: [String: YAMLNode] = [:]
    seen.reserveCapacity(entries.count)
    for entry in entries {
      guard let key = entry.key.text else {
        // `title: {{ x }}` is most likely a text.
        let quoted =
          entry.key.mapping == nil ? nil : YAMLKeyLine(line: Int(entry.key.start.line) + 1, of: source)?.quoted
        diagnostics.append(
          .error(
            "yaml.key", "a key must be a text, this is \(entry.key.kindName)", at: entry.key.location(in: source),
            hint: quoted?.hint, fix: quoted?.fix))
        continue
      }
      if let first = seen.updateValue(entry.key, forKey: key) {
        diagnostics.append(
          .error(
            "yaml.repeated-key", "the key `\(key)` stands here a second time", at: entry.key.location(in: source),
            notes: [.init("the first one is here", at: first.location(in: source))], hint: "keep one of the two"))
      }
    }
  }

  /// Whether all keys are texts, and no two of them the same.
  private static func haveDistinctKeys(_ entries: [YAMLNode.Entry]) -> Bool {
    var keys: [String] = []
    keys.reserveCapacity(entries.count)
    for entry in entries {
      guard let key = entry.key.text, !keys.contains(key) else { return false }
      keys.append(key)
    }
    return true
  }

  private mutating func fail(
    _ id: String, _ message: String, at place: YAMLNode.Mark, hint: String? = nil, fix: TextEdit? = nil
  ) {
    let location = source.location(line: Int(place.line) + 1, column: Int(place.column) + 1)
    diagnostics.append(.error(id, message, at: location, hint: hint, fix: fix))
  }

  private func mark(_ mark: yaml_mark_t) -> YAMLNode.Mark {
    YAMLNode.Mark(line: UInt32(clamping: mark.line) + firstLine, column: UInt32(clamping: mark.column))
  }

  private func string(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe bytes.map { unsafe String(cString: $0) }
  }
}
