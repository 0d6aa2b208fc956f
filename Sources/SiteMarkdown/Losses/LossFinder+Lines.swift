internal import SiteDiagnostics

/// Lines that begin as lists, headings, tables, tasks or containers do, and are none.
extension LossFinder {
  /// The lines of the text, as places in it.
  var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in text.indices where text[index] == InlineSource.Mark.lineBreak {
      lines.append(start..<index)
      start = index + 1
    }
    lines.append(start..<text.count)
    return lines
  }

  mutating func findLines() {
    let lines = lines
    findTypedLists(lines)
    findTable(lines)
    findSpreadsheet(lines)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      switch text[line.lowerBound] {
      case UInt8(ascii: "#"): findHeading(line, isAlone: lines.count == 1)
      case UInt8(ascii: ":") where extensions.contains(.containers): findContainer(line)
      case UInt8(ascii: "["): findTask(line, isFirst: number == 0)
      case UInt8(ascii: "!"), UInt8(ascii: "?"): findAdmonition(line)
      default: break
      }
    }
  }

  private func view<Result>(_ range: Range<Int>, _ use: (ByteView) -> Result) -> Result {
    unsafe text[range].withUnsafeBufferPointer { unsafe use(ByteView($0)) }
  }

  // MARK: Lists

  private mutating func findTypedLists(_ lines: [Range<Int>]) {
    guard block.kind == .paragraph else { return }
    let typed = lines.map { view($0, TypedLine.init) }
    var index = 0
    while index < typed.count {
      let kind = typed[index].kind
      var next = index + 1
      while next < typed.count, Self.continues(typed[next].kind, after: typed[next - 1].kind) { next += 1 }
      let count = next - index
      if isList(kind, count: count, lines[index], isWhole: count == lines.count) {
        reportList(kind, lines[index..<next], typed[index..<next])
      }
      index = next
    }
  }

  private static func continues(_ kind: TypedLine.Kind, after before: TypedLine.Kind) -> Bool {
    switch (before, kind) {
    case (.hardNumber(let a), .hardNumber(let b)), (.tightNumber(let a), .tightNumber(let b)),
      (.number(let a), .number(let b)):
      b == a + 1
    case (.date, .date): true
    case (.other, _): false
    default: before == kind || before.isPoint && kind.isPoint
    }
  }

  private func isList(_ kind: TypedLine.Kind, count: Int, _ line: Range<Int>, isWhole: Bool) -> Bool {
    switch kind {
    case .other: return false
    case .hardBullet: return true
    case .bullet where speaksWithDashes && view(line, Self.isDash): return false
    case .bullet: return count > 1 || view(line, TypedLine.isPrivate) || isWhole && hasNeighbour(like: line)
    case .hardNumber: return count > 1 || isWhole && hasNeighbour(like: line)
    case .pictograph, .tightBullet, .tightNumber, .number, .date: return count > 1
    }
  }

  /// Whether a line begins with one of the dashes of print.
  private static func isDash(_ line: ByteView) -> Bool {
    [0x2013, 0x2014].contains(Scalars.first(in: line))
  }

  /// Whether the paragraph before or behind begins with the same sign, or a number.
  private func hasNeighbour(like line: Range<Int>) -> Bool {
    let own = view(line, TypedLine.init)
    return [block.previous, block.next].contains { node in
      guard let child = node?.firstChild, node?.kind == .paragraph, child.kind == .text else { return false }
      let literal = child.literal
      let other = TypedLine(literal)
      switch (own.kind, other.kind) {
      case (.hardNumber(let a), .hardNumber(let b)): return abs(a - b) == 1
      case (.bullet, .bullet):
        return view(line.lowerBound..<line.lowerBound + own.sign.count) { $0 == literal[0..<other.sign.count] }
      default: return false
      }
    }
  }

  private mutating func reportList(
    _ kind: TypedLine.Kind, _ lines: ArraySlice<Range<Int>>, _ typed: ArraySlice<TypedLine>
  ) {
    guard let first = lines.first, let sign = typed.first?.sign,
      let range = inline.source(first.lowerBound..<first.lowerBound + max(1, sign.count))
    else { return }
    told = max(told, first.lowerBound + 1)
    let fix = listFix(lines, typed, startsParagraph: first.lowerBound == 0)
    let sample: String
    switch kind {
    case .number(let value), .hardNumber(let value), .tightNumber(let value): sample = "\(value). "
    default: sample = "- "
    }
    switch kind {
    case .number:
      add(
        Loss(
          "text.typed-list", "this list stays text: within a paragraph only `1.` begins one", at: range,
          hint: "put an empty line before it"))
    case .date(let day):
      add(
        Loss(
          "text.typed-list", "these dates run into one another: line breaks are blanks to Markdown", at: range,
          hint: "begin each line with `- \(day)\\. `", fix: fix))
    default:
      add(
        Loss(
          "text.typed-list", "this list is typed with signs", at: range,
          hint: "begin each line with `\(sample)`: then screen readers say that it is a list, and how long", fix: fix))
    }
  }

  /// The lines with the signs that CommonMark knows; in one edit, because half a list is none.
  private func listFix(
    _ lines: ArraySlice<Range<Int>>, _ typed: ArraySlice<TypedLine>, startsParagraph: Bool
  ) -> (range: Range<Int>, replacement: [UInt8])? {
    var replacement: [UInt8] = []
    var position = -1
    var start = 0
    for (line, typed) in zip(lines, typed) {
      let sign: String
      switch typed.kind {
      case .bullet, .hardBullet, .tightBullet: sign = "- "
      case .date(let day): sign = "- \(day)\\. "
      case .hardNumber(let value), .tightNumber(let value):
        // Within a paragraph only `1.` begins a list.
        guard startsParagraph || lines.startIndex != 0 && value > 0,
          startsParagraph || replacement.count > 0 || value == 1
        else { return nil }
        sign = "\(value). "
      case .pictograph, .number, .other: return nil
      }
      guard let mark = inline.source(line.lowerBound..<line.lowerBound + typed.mark.count) else { return nil }
      if position < 0 { start = mark.lowerBound } else { replacement += body[position..<mark.lowerBound].array }
      replacement += Array(sign.utf8)
      position = mark.upperBound
    }
    return position > start ? (start..<position, replacement) : nil
  }

  // MARK: Headings

  /// `##Text`
  private mutating func findHeading(_ line: Range<Int>, isAlone: Bool) {
    var end = line.lowerBound
    while end < line.upperBound, text[end] == UInt8(ascii: "#") { end += 1 }
    let count = end - line.lowerBound
    guard end < line.upperBound, let range = inline.source(line.lowerBound..<end) else { return }
    let signs = String(repeating: "#", count: count)
    let next = view(end..<line.upperBound) { Scalars.first(in: $0) }
    let isHard = next == 0xA0 || next == 0x202F
    let blank = isHard ? inline.source(end..<end + (next == 0xA0 ? 2 : 3)) : range.upperBound..<range.upperBound
    if count > 6 {
      guard next == 0x20 else { return }
      add(
        Loss(
          "heading.missing-space", "this is no heading: there are six levels, not \(count)", at: range,
          hint: "write `###### …` or less"))
    } else if isHard || count > 1 && (Scalars.isLetter(next) || Scalars.isDigit(next) || next >= 0x80 || next == 0x2A) {
      add(
        Loss(
          "heading.missing-space",
          isHard
            ? "this is no heading: the blank after `\(signs)` is one that doesn't break"
            : "this is no heading: the blank after `\(signs)` is missing", at: range, hint: "write `\(signs) …`",
          fix: blank.map { ($0, [0x20]) }))
    } else if count == 1, isAlone, Scalars.isLetter(next), block.parent?.kind == .document,
      isTitle(end..<line.upperBound)
    {
      // One sign alone is a word for a network: `#Dortmund`.
      add(
        Loss(
          "heading.missing-space", "this is no heading: the blank after `#` is missing", at: range,
          hint: "write `## …`, or `\\#` for a word of a network"))
    }
  }

  /// Several words without another sign or the full stop of a sentence.
  private func isTitle(_ range: Range<Int>) -> Bool {
    let words = String(decoding: text[range], as: UTF8.self)
    return words.contains(" ") && !words.contains("#") && !".!?:,".contains(words.last ?? ".")
  }

  // MARK: Tables

  private mutating func findTable(_ lines: [Range<Int>]) {
    guard block.kind == .paragraph, extensions.contains(.tables),
      let first = lines.firstIndex(where: { !$0.isEmpty && text[$0.lowerBound] == UInt8(ascii: "|") })
    else { return }
    let bars = lines[first...].prefix { !$0.isEmpty && text[$0.lowerBound] == UInt8(ascii: "|") }
    let line = lines[first]
    guard text[line].count(where: { $0 == UInt8(ascii: "|") }) > 1,
      let range = inline.source(line.lowerBound..<line.lowerBound + 1)
    else { return }
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: range.lowerBound) ?? end)
    let head = TableFinder.cellCount(body, TableFinder.trimmed(body, range.lowerBound..<lineEnd))
    var hint = "write `\(Self.short("|" + String(repeating: "---|", count: head)))` as the second line"
    var message = "this is no table: the line below its head is missing"
    if bars.count > 1, let second = inline.source(bars[first + 1]),
      case let row = body[second].string, row.allSatisfy({ "|-: \t".contains($0) }), row.contains("-")
    {
      let cells = TableFinder.cellCount(body, TableFinder.trimmed(body, second))
      message = "this is no table: its head has \(head) \(head == 1 ? "cell" : "cells"), the line below has \(cells)"
      hint =
        "write `\(Self.short("|" + String(repeating: "---|", count: head)))` below a head of \(head); a bar within a "
        + "cell is written `\\|`"
    }
    add(Loss("markdown.leftover-table", message, at: range.lowerBound..<lineEnd, hint: hint))
  }

  // MARK: Tasks

  /// `[x ] text`, `[] text`, `[x]text` at the start of an item; `[ ] text` outside of a list.
  private mutating func findTask(_ line: Range<Int>, isFirst: Bool) {
    let words = String(decoding: text[line], as: UTF8.self)
    if extensions.contains(.taskLists),
      let box = words.firstMatch(of: /^\[([ \u{A0}xX✓✔√✗]{0,3})\]([ \u{A0}]*)(?![(\[{:])\S/),
      let range = inline.source(line.lowerBound..<line.lowerBound + box.1.utf8.count + 2 + box.2.utf8.count)
    {
      let isItem = block.parent?.kind == .item && isFirst && block.previous == nil
      let isDone = box.1.contains { !$0.isWhitespace }
      let fixed = (isItem ? "" : "- ") + (isDone ? "[x] " : "[ ] ")
      guard isItem || box.1.count == 1, string(range).lowercased() != fixed else { return }
      told = max(told, line.lowerBound + 1)
      add(
        Loss(
          Self.markID, isItem ? "this is no box of a task" : "this is no task: tasks are items of a list", at: range,
          hint: "write `\(fixed)…`", fix: isItem || block.firstChild?.next == nil ? (range, bytes(fixed)) : nil))
    } else if let definition = words.firstMatch(of: /^\[([^\[\]^]+)\](\s*):\s*(\S+)/),
      Self.looksLikeAddress(String(definition.3)) || String(definition.3).hasPrefix("<"),
      let range = inline.source(line.lowerBound..<line.lowerBound + definition.1.utf8.count + 2)
    {
      told = max(told, line.lowerBound + 1)
      add(
        Loss(
          "markdown.undefined-reference",
          "this doesn't say where `[\(Self.short(String(definition.1)))]` leads: it stays text",
          at: range,
          hint: definition.2.isEmpty
            ? "put an empty line before it" : "write `[\(Self.short(String(definition.1)))]:` without a blank"))
    } else if words.hasPrefix("[!"),
      let kind = words.firstMatch(of: /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/.ignoresCase()),
      let range = inline.source(line.lowerBound..<line.lowerBound + kind.0.utf8.count)
    {
      told = max(told, line.lowerBound + 2)
      add(
        Loss(
          Self.foreignID, "`\(kind.0)` is a box of GitHub: readers see it as it stands", at: range,
          hint: "write `::: \(kind.1.lowercased())` … `:::`, with `Templates/components/\(kind.1.lowercased()).html`"))
    }
  }

  // MARK: Containers

  /// `:::` where it begins no container.
  private mutating func findContainer(_ line: Range<Int>) {
    var end = line.lowerBound
    while end < line.upperBound, text[end] == UInt8(ascii: ":") { end += 1 }
    guard end - line.lowerBound >= 3, let range = inline.source(line.lowerBound..<end) else { return }
    let rest = String(decoding: text[end..<line.upperBound], as: UTF8.self)
    let name = rest.firstMatch(of: /^\s*([A-Za-z][A-Za-z0-9_-]*)/).map { String($0.1) }
    let isAtMargin = range.lowerBound == 0 || body[range.lowerBound - 1] == UInt8(ascii: "\n")
    add(
      Loss(
        Self.foreignID,
        isAtMargin
          ? "this begins no container: readers see it as it stands"
          : "containers begin at the margin: readers see this as it stands",
        at: range,
        hint: isAtMargin
          ? "write `::: \(name ?? "name") Title {key=\"value\"}`" : "move it to the margin, out of lists and quotes"))
  }

  /// `!!! note`
  private mutating func findAdmonition(_ line: Range<Int>) {
    let words = String(decoding: text[line], as: UTF8.self)
    guard let match = words.firstMatch(of: /^(!!!|\?\?\?)\+? ([a-z]+)\b/),
      let range = inline.source(line.lowerBound..<line.lowerBound + match.0.utf8.count)
    else { return }
    add(
      Loss(
        Self.foreignID, "`\(match.0)` is a box of MkDocs: readers see it as it stands", at: range,
        hint: "write `::: \(match.2)` … `:::`, with `Templates/components/\(match.2).html`"))
  }
}
