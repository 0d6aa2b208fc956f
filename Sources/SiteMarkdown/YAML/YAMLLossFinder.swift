internal import SiteDiagnostics

/// Looks at what lies between and within the values that libyaml reports, one after the other, in the text itself: libyaml drops
/// comments, and joins lines.
struct YAMLLossFinder {
  /// A value as libyaml reports it.
  struct Scalar {
    enum Style { case plain, singleQuoted, doubleQuoted, block }

    var text: String
    var style: Style
    var range: Range<Int>
    var tag: String?
    var anchor: String?
    /// The key whose value it is, or in whose list it stands.
    var key: String?
    var isKey: Bool
    var isInList: Bool
    /// Whether brackets or braces are open.
    var isInBrackets: Bool
  }

  /// More on one file help nobody.
  private static let limit = 40

  private let bytes: [UInt8]
  private let end: Int
  private var previous: Scalar?
  /// Anchors that nobody has referred to yet, by their names.
  private var anchors: [String: YAMLLoss] = [:]
  private var found: [YAMLLoss] = []
  /// Up to where the text was looked at, and how many characters that was.
  private var cursor: (offset: Int, characters: Int)

  init(_ source: SourceText, _ range: Range<Int>) {
    bytes = source.bytes
    end = range.upperBound
    cursor = (range.lowerBound, 0)
  }

  /// The offset of a character, counted from the beginning of the range; asked in ascending order.
  mutating func offset(ofCharacter index: Int) -> Int {
    if index < cursor.characters { return cursor.offset }
    while cursor.characters < index, cursor.offset < end {
      cursor.offset += 1
      while cursor.offset < end, bytes[cursor.offset] & 0xC0 == 0x80 { cursor.offset += 1 }
      cursor.characters += 1
    }
    return cursor.offset
  }

  mutating func take(_ scalar: Scalar) {
    lookAfter(previous, upTo: scalar.range.lowerBound)
    previous = scalar
    look(at: scalar)
  }

  mutating func noteAlias(of name: String) { anchors[name] = nil }

  mutating func finish() -> [YAMLLoss] {
    lookAfter(previous, upTo: end)
    let all = (found + anchors.values).sorted { $0.range.lowerBound < $1.range.lowerBound }
    return Array(all.prefix(Self.limit))
  }

  // MARK: Within a value

  private mutating func look(at scalar: Scalar) {
    let source = scalar.range
    if let anchor = scalar.anchor {
      anchors[anchor] = loss(.anchor, scalar, at: property(from: source), quoting: source)
    }
    if let tag = scalar.tag, !tag.hasPrefix("tag:"), tag != "!placeholder" {
      add(loss(.tag, scalar, at: property(from: source), quoting: source))
    }
    if scalar.isKey {
      if scalar.style == .plain, scalar.text == "<<" { add(loss(.merge, scalar, at: source, quoting: nil)) }
      return
    }
    switch scalar.style {
    case .doubleQuoted: lookForPath(in: scalar)
    case .plain where bytes[source].contains(0x0A): lookAtLines(of: scalar)
    default: break
    }
  }

  /// The word with which a value begins.
  private func property(from range: Range<Int>) -> Range<Int> {
    range.lowerBound..<(bytes[range].firstIndex { $0 <= 0x20 } ?? range.upperBound)
  }

  /// `"C:\temp"`: a path of Windows, whose backslashes are no escapes.
  private mutating func lookForPath(in scalar: Scalar) {
    let inner = scalar.range.lowerBound + 1..<max(scalar.range.lowerBound + 1, scalar.range.upperBound - 1)
    guard inner.count > 3, bytes[inner.lowerBound + 1] == UInt8(ascii: ":"),
      bytes[inner.lowerBound + 2] == UInt8(ascii: "\\"),
      Self.isLetter(bytes[inner.lowerBound]), bytes[inner.lowerBound + 3] != UInt8(ascii: "\\")
    else { return }
    let text = String(decoding: bytes[inner], as: UTF8.self)
    guard !text.contains("'") else { return }
    add(
      YAMLLoss(
        kind: .escapes, key: scalar.key, range: scalar.range, meant: (scalar.range, text, "'\(text)'"), isWhole: false,
        lead: Self.lead(of: scalar)))
  }

  private mutating func lookAtLines(of scalar: Scalar) {
    var lines: [Range<Int>] = []
    var start = scalar.range.lowerBound
    while start < scalar.range.upperBound {
      let newline = bytes[start..<scalar.range.upperBound].firstIndex(of: 0x0A) ?? scalar.range.upperBound
      lines.append(trimmed(start..<newline))
      start = newline + 1
    }
    let kinds = lines.dropFirst().map { Self.kind(ofLine: bytes[$0]) }
    guard let first = kinds.firstIndex(where: { $0 != nil }), let kind = kinds[first] else { return }
    let list = kinds.allSatisfy { $0 == .joinedItem } && !scalar.isInList ? self.list(of: lines) : nil
    add(
      YAMLLoss(
        kind: kind, key: scalar.key, range: lines[first + 1],
        meant: list.map { (scalar.range, scalar.text, $0) }, isWhole: false, lead: Self.lead(of: scalar)))
  }

  /// The first line and the items below it as one list.
  private func list(of lines: [Range<Int>]) -> String? {
    guard lines.count <= 50 else { return nil }
    let items = lines.enumerated().map { index, line in
      String(decoding: bytes[trimmed(line.lowerBound + (index == 0 ? 0 : 1)..<line.upperBound)], as: UTF8.self)
    }
    return YAMLText.list(items.filter { !$0.isEmpty })
  }

  private static func lead(of scalar: Scalar) -> String {
    if scalar.isInBrackets { return "" }
    return scalar.isInList ? "- " : scalar.key.map { "\($0): " } ?? ""
  }

  private static func kind(ofLine line: ArraySlice<UInt8>) -> YAMLLoss.Kind? {
    guard let first = line.first else { return nil }
    if first == UInt8(ascii: "-"), line.count == 1 || line.dropFirst().first == 0x20 { return .joinedItem }
    let word = line.prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    let rest = line.dropFirst(word.count)
    // An address has a colon, too.
    guard isLetter(first), word.count > 1, rest.first == UInt8(ascii: ":"), !rest.starts(with: "://".utf8) else {
      return nil
    }
    return .joinedKey
  }

  // MARK: Between values

  /// Looks for a comment behind a value, or behind a key without one.
  private mutating func lookAfter(_ scalar: Scalar?, upTo end: Int) {
    guard let scalar, scalar.style != .block, scalar.range.upperBound < end else { return }
    let start = scalar.range.upperBound
    let newline = bytes[start..<end].firstIndex(of: 0x0A) ?? end
    if let hash = comment(in: start..<newline) {
      report(commentFrom: hash, to: newline, behind: scalar)
    } else if scalar.style == .plain, newline < end, !scalar.isKey, !scalar.range.isEmpty {
      lookForCommentLine(newline + 1..<end, below: scalar)
    }
  }

  private func comment(in range: Range<Int>) -> Int? {
    var start = range.lowerBound
    while let hash = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "#")) {
      if hash > 0, bytes[hash - 1] == 0x20 || bytes[hash - 1] == 0x09 { return hash }
      start = hash + 1
    }
    return nil
  }

  private mutating func report(commentFrom hash: Int, to newline: Int, behind scalar: Scalar) {
    var text = trimmed(hash..<newline)
    guard isSwallowed(text) else { return }
    let isEmpty = scalar.range.isEmpty
    let start = isEmpty ? hash : scalar.range.lowerBound
    let isDirect =
      scalar.isKey ? false : bytes[scalar.range.upperBound..<hash].allSatisfy { $0 == 0x20 || $0 == 0x09 || isEmpty }
    if scalar.isInBrackets, bytes[text.upperBound - 1] == UInt8(ascii: ",") {
      text = text.lowerBound..<text.upperBound - 1
    }
    // What is quoted already keeps its text; a bracket may belong to the comment or close the list.
    let isFixable = isDirect && !(scalar.isInBrackets && bytes[text].contains { "]}".utf8.contains($0) })
    var meant: (range: Range<Int>, typed: String, yaml: String)?
    if isFixable {
      let rest = bytes[(isEmpty ? start : scalar.range.upperBound)..<text.upperBound]
      let typed = (isEmpty ? "" : scalar.text) + String(decoding: rest, as: UTF8.self)
      meant = (start..<text.upperBound, typed, YAMLText.quoted(typed))
    }
    add(
      YAMLLoss(
        kind: .comment, key: scalar.key, range: text, meant: meant, isWhole: isEmpty, lead: Self.lead(of: scalar)))
  }

  /// A line of its own below a text: left out by YAML, and a part of the text for who wrote it.
  private mutating func lookForCommentLine(_ range: Range<Int>, below scalar: Scalar) {
    let newline = bytes[range].firstIndex(of: 0x0A) ?? range.upperBound
    let line = trimmed(range.lowerBound..<newline)
    guard !line.isEmpty, line.lowerBound > range.lowerBound, bytes[line.lowerBound] == UInt8(ascii: "#"),
      line.count > 1,
      Self.isWordByte(bytes[line.lowerBound + 1]), Self.kind(ofLine: bytes[line].dropFirst()) == nil, !scalar.isInList
    else { return }
    add(loss(.comment, scalar, at: line, quoting: nil))
  }

  /// Whether a comment begins with a word, as hashtags do and comments don't; or with a number, as in `Platz # 1`.
  private func isSwallowed(_ text: Range<Int>) -> Bool {
    guard text.count > 1 else { return false }
    let next = bytes[text.lowerBound + 1]
    if next == 0x20, text.count > 2 { return Self.isDigit(bytes[text.lowerBound + 2]) }
    return Self.isWordByte(next)
  }

  // MARK: Bytes

  private func loss(_ kind: YAMLLoss.Kind, _ scalar: Scalar, at range: Range<Int>, quoting source: Range<Int>?)
    -> YAMLLoss
  {
    // Only a value on one line can be put in quotes as it stands.
    let meant = source.flatMap { source in
      bytes[source].contains(0x0A) || scalar.style != .plain
        ? nil
        : String(decoding: bytes[source], as: UTF8.self)
    }.map { (range: source ?? range, typed: $0, yaml: YAMLText.quoted($0)) }
    return YAMLLoss(
      kind: kind, key: scalar.key, range: range, meant: meant, isWhole: scalar.text.isEmpty, lead: Self.lead(of: scalar)
    )
  }

  private mutating func add(_ loss: YAMLLoss) {
    if found.count < Self.limit { found.append(loss) }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }
}
