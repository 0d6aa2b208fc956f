internal import SiteDiagnostics

/// Signs of emphasis, deletion and code that nothing pairs.
extension LossFinder {
  static let markID = "markdown.leftover-mark"

  private struct Run {
    let index: Int
    let length: Int
    var end: Int { index + length }
  }

  mutating func findPairs() {
    findPairs(of: UInt8(ascii: "*"))
    findPairs(of: UInt8(ascii: "_"))
    if extensions.contains(.strikethrough) { findPairs(of: UInt8(ascii: "~")) }
    findSingleStars()
    findHighlights()
    findBackticks()
  }

  /// Runs of a sign of which readers see each byte.
  private func runs(of byte: UInt8) -> [Run] {
    var runs: [Run] = []
    for mark in marks where text[mark] == byte {
      if let last = runs.last, last.end > mark { continue }
      var end = mark
      while end < text.count, text[end] == byte { end += 1 }
      runs.append(Run(index: mark, length: end - mark))
    }
    return runs
  }

  /// Whether white space stands before a place, the ones that don't break too.
  private func isSpaceBefore(_ index: Int) -> Bool {
    let byte = inline.at(index - 1)
    if index <= 0 || byte == 0x20 || byte == 0x09 || byte == 0x0A { return true }
    if byte == 0xA0 { return inline.at(index - 2) == 0xC2 }
    return byte == 0xAF && inline.at(index - 2) == 0x80 && inline.at(index - 3) == 0xE2
  }

  private func isSpaceAfter(_ index: Int) -> Bool {
    let byte = inline.at(index)
    return index >= text.count || byte == 0x20 || byte == 0x09 || byte == 0x0A
      || byte == 0xC2 && inline.at(index + 1) == 0xA0
      || byte == 0xE2 && inline.at(index + 1) == 0x80 && inline.at(index + 2) == 0xAF
  }

  private func isWord(_ scalar: UInt32) -> Bool { Scalars.isLetter(scalar) || Scalars.isDigit(scalar) }

  private func scalarBefore(_ index: Int) -> UInt32 {
    unsafe text[0..<index].withUnsafeBufferPointer { unsafe Scalars.last(in: ByteView($0)) }
  }

  private func scalarAfter(_ index: Int) -> UInt32 {
    unsafe text[index...].withUnsafeBufferPointer { unsafe Scalars.first(in: ByteView($0)) }
  }

  private mutating func findPairs(of byte: UInt8) {
    let runs = runs(of: byte).filter { run in
      guard run.length == 2 || run.length == 3 && byte != UInt8(ascii: "~") else { return false }
      if isSpaceBefore(run.index), isSpaceAfter(run.end) { return byte == UInt8(ascii: "*") }
      // `snake__case`
      return byte != UInt8(ascii: "_") || !isWord(scalarBefore(run.index)) || !isWord(scalarAfter(run.end))
    }
    // Where one of the signs is escaped, its author knows what the others are.
    guard !runs.isEmpty, !body[0..<end].dropFirst(inline.offsets.first { $0 >= 0 } ?? 0).hasEscaped(byte) else {
      return
    }
    if runs.count % 2 == 0 {
      for index in stride(from: 0, to: runs.count, by: 2) { report(runs[index], runs[index + 1]) }
    } else {
      for run in runs { reportLone(run) }
    }
  }

  private mutating func reportLone(_ run: Run) {
    guard let range = inline.source(run.index..<run.end) else { return }
    let sign = string(range)
    let escaped = sign.map { "\\\($0)" }.joined()
    add(
      Loss(
        Self.markID, "readers see `\(sign)`: no other one pairs with it in this paragraph", at: range,
        hint: "remove it, or write `\(escaped)` where it is meant as it stands"))
  }

  private mutating func report(_ open: Run, _ close: Run) {
    guard open.length == close.length, close.index > open.end, let range = inline.source(open.index..<close.end),
      let inner = inline.source(open.end..<close.index)
    else {
      reportLone(open)
      reportLone(close)
      return
    }
    let sign = string(range.lowerBound..<inner.lowerBound)
    let content = string(inner)
    let trimmed = Self.trimmed(content)
    var fixed = sign + trimmed + sign
    let reason: String
    if trimmed.isEmpty {
      reportLone(open)
      reportLone(close)
      return
    } else if trimmed.count != content.count {
      reason = "a blank stands between it and the word"
      if content.first != trimmed.first, !isSpaceBefore(open.index) { fixed = " " + fixed }
      if content.last != trimmed.last, isWord(scalarAfter(close.end)) { fixed += " " }
    } else {
      reason = "it stands between a sign and a letter"
      if isWord(scalarBefore(open.index)), !isWord(scalarAfter(open.end)) { fixed = " " + fixed }
      if isWord(scalarAfter(close.end)), !isWord(scalarBefore(close.index)) { fixed += " " }
    }
    // Chinese and Japanese have no blanks that could help.
    let isWide = scalarAfter(close.end) >= 0x2E80 || scalarBefore(open.index) >= 0x2E80 && open.index > 0
    let isCertain = fixed != string(range) && !isWide && !content.contains(sign)
    let element = sign.hasPrefix("~") ? "del" : "strong"
    add(
      Loss(
        Self.markID, "readers see `\(sign)`: \(reason)", at: range,
        hint: isCertain
          ? "write `\(Self.short(fixed, 200))`" : "write `<\(element)>\(Self.short(trimmed))</\(element)>`",
        fix: isCertain ? (range, bytes(fixed)) : nil))
  }

  static func trimmed(_ text: String) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return String(text[start..<max(start, end)])
  }

  /// `*wichtig * und`: a star alone is a footnote's or a product's more often than not, a pair around words isn't.
  private mutating func findSingleStars() {
    let stars = runs(of: UInt8(ascii: "*")).filter { $0.length == 1 }
    guard stars.count == 2, isSpaceBefore(stars[0].index), !isSpaceAfter(stars[0].end),
      isSpaceBefore(stars[1].index), !isWord(scalarAfter(stars[1].end)),
      let range = inline.source(stars[0].index..<stars[1].end),
      let inner = inline.source(stars[0].end..<stars[1].index), !string(inner).contains("\n")
    else { return }
    let fixed = "*\(Self.trimmed(string(inner)))*"
    add(
      Loss(
        Self.markID, "readers see `*`: a blank stands between it and the word", at: range,
        hint: "write `\(Self.short(fixed, 200))`", fix: (range, bytes(fixed))))
  }

  /// `==marked==`, which other tools know.
  private mutating func findHighlights() {
    let runs = runs(of: UInt8(ascii: "=")).filter { run in
      run.length == 2 && !(isSpaceBefore(run.index) && isSpaceAfter(run.end))
    }
    guard runs.count % 2 == 0 else { return }
    for index in stride(from: 0, to: runs.count, by: 2) {
      let (open, close) = (runs[index], runs[index + 1])
      guard isSpaceBefore(open.index), !isSpaceAfter(open.end), !isSpaceBefore(close.index),
        let range = inline.source(open.index..<close.end), let inner = inline.source(open.end..<close.index)
      else { continue }
      let fixed = "<mark>\(string(inner))</mark>"
      add(
        Loss(
          Self.foreignID, "readers see `==`: it marks nothing here", at: range,
          hint: "write `\(Self.short(fixed, 200))`",
          fix: (range, bytes(fixed))))
    }
  }

  private mutating func findBackticks() {
    for run in runs(of: UInt8(ascii: "`")) where isSpaceBefore(run.index) && !isSpaceAfter(run.end) {
      guard let range = inline.source(run.index..<run.end) else { continue }
      let sign = string(range)
      add(
        Loss(
          Self.markID, "readers see this backtick: no other one closes the code in its paragraph", at: range,
          hint: "put the same behind the code, or write `\\\(sign)` where it is meant as it stands"))
    }
  }

  /// A backslash at the end of a paragraph breaks no line.
  mutating func findLastBackslash(_ mark: Int) {
    guard mark == text.count - 1, let range = inline.source(mark..<mark + 1) else { return }
    add(
      Loss(
        Self.markID, "readers see this `\\`: nothing follows whose line it could break", at: range, hint: "remove it",
        fix: (range, [])))
  }

  /// `Bürger*innen und Kolleg*innen`: two stars within words make italics of what lies between.
  mutating func findWithinWords(_ node: CmarkNode) {
    guard let first = node.firstChild, let start = emphasisStart(of: first, node),
      let close = emphasisEnd(from: start), let range = inline.source(start..<close + 1),
      body[range.lowerBound] == body[range.upperBound - 1], body[range.lowerBound] == UInt8(ascii: "*")
    else { return }
    let fixed = "\\*" + string(range.lowerBound + 1..<range.upperBound - 1) + "\\*"
    add(
      Loss(
        "markdown.mark-within-words", "these two stars vanish: what lies between them becomes italic", at: range,
        hint: "write `\\*` for a star that is meant as it stands", fix: (range, bytes(fixed))))
  }

  private func emphasisStart(of first: CmarkNode, _ node: CmarkNode) -> Int? {
    guard first.kind == .text, let index = inline.index(of: first, 0) else { return nil }
    return inline.at(index - 1) == InlineSource.Mark.emphasisStart ? index - 1 : nil
  }

  private func emphasisEnd(from start: Int) -> Int? {
    var depth = 0
    for index in start..<text.count {
      if text[index] == InlineSource.Mark.emphasisStart { depth += 1 }
      if text[index] == InlineSource.Mark.emphasisEnd {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension ByteView {
  /// Whether a backslash stands before a sign somewhere.
  fileprivate func hasEscaped(_ sign: UInt8) -> Bool {
    var offset = 0
    while let found = firstIndex(of: UInt8(ascii: "\\"), from: offset) {
      if at(found + 1) == sign { return true }
      offset = found + 2
    }
    return false
  }
}
