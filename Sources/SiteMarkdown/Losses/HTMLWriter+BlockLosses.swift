internal import SiteDiagnostics

/// Blocks that became something else than was meant: a paragraph above a line of hyphens, indented text, code that is
/// never closed, definitions that nobody refers to.
extension HTMLWriter {
  // MARK: Headings

  /// `A sentence.` above `---` is a heading to CommonMark.
  mutating func checkUnderline(of heading: CmarkNode) {
    let first = scan.range(ofLine: heading.startLine, in: body)
    let start = scan.sourceOffset(ofLine: first, column: heading.startColumn)
    // libcmark may count the line behind the heading too.
    var last = heading.endLine
    while last > heading.startLine, !isUnderline(scan.range(ofLine: last, in: body)) { last -= 1 }
    guard last > heading.startLine, body.at(start) != UInt8(ascii: "#") else { return }
    let underline = scan.range(ofLine: last, in: body)
    var end = scan.range(ofLine: last - 1, in: body).upperBound
    while end > start, isBlank(body[end - 1]) { end -= 1 }
    let endsSentence = [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";")].contains(body.at(end - 1))
    guard last - heading.startLine > 1 || endsSentence else { return }
    let isRule = body[underline.lowerBound] == UInt8(ascii: "-") && underline.count > 2
    report(
      .warning, "markdown.underlined-heading", "this line makes a heading of the paragraph above it", at: underline,
      hint: "put an empty line before it, or begin the heading with `## `",
      fix: isRule ? (underline.lowerBound..<underline.lowerBound, [0x0A]) : nil)
  }

  private func isUnderline(_ line: Range<Int>) -> Bool {
    var hasSign = false
    for offset in line {
      switch body[offset] {
      case UInt8(ascii: "-"), UInt8(ascii: "="): hasSign = true
      case UInt8(ascii: ">"), 0x20, 0x09: break
      default: return false
      }
    }
    return hasSign
  }

  // MARK: Code

  mutating func checkCode(_ node: CmarkNode) {
    let first = scan.range(ofLine: node.startLine, in: body)
    let start = min(first.upperBound, scan.sourceOffset(ofLine: first, column: node.startColumn))
    let sign = body.at(start)
    if sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~"), body.at(start + 1) == sign, body.at(start + 2) == sign {
      checkFence(node, start..<first.upperBound, sign)
    } else if node.fenceInfo.isEmpty {
      checkIndentedText(node, first)
    }
  }

  private mutating func checkFence(_ node: CmarkNode, _ fence: Range<Int>, _ sign: UInt8) {
    let last = scan.range(ofLine: node.endLine, in: body)
    var isClosed = node.endLine > node.startLine
    var count = 0
    for offset in last {
      switch body[offset] {
      case sign: count += 1
      case UInt8(ascii: ">") where count == 0: break
      case 0x20, 0x09: break
      default: isClosed = false
      }
    }
    guard !isClosed || count < 3 else { return }
    let signs = String(repeating: sign == UInt8(ascii: "~") ? "~" : "`", count: 3)
    report(
      .warning, "markdown.code-not-closed", "this code is never closed: everything behind it is shown as code",
      at: fence,
      hint: "write a line \(signs) where it ends")
  }

  /// Text that was indented in a word processor.
  private mutating func checkIndentedText(_ node: CmarkNode, _ line: Range<Int>) {
    var start = line.lowerBound
    while start < line.upperBound, isBlank(body[start]) || body[start] == UInt8(ascii: ">") { start += 1 }
    let text = body[start..<line.upperBound].string
    let isSentence = text.firstMatch(of: /^["„“»«‚‘(]?\p{Lu}[\p{L}\-]*,?( [\p{L}\d\-„“"]+[,.:;!?]?){3,}/) != nil
    let isPoint = text.firstMatch(of: /^([-*•]|\d{1,2}[.)]) \p{Lu}\p{L}+/) != nil
    guard isSentence || isPoint, text.firstMatch(of: /[{}<>=\\;|]|\(\)|::/) == nil else { return }
    report(
      .warning, "markdown.indented-text", "this text is shown as code: it is indented by four blanks",
      at: start..<line.upperBound,
      hint: "remove the blanks before it; write ``` around code")
  }

  // MARK: Definitions of links

  /// Past this many, one more helps nobody.
  private static let definitionLimit = 500

  /// `[label]: address` is never shown: what nobody refers to was meant as text, or misspelt.
  mutating func reportUnusedDefinitions(_ root: CmarkNode) {
    guard !extensions.isEmpty, !scan.definitionsOfLinks.isEmpty, body.contains("]:") else { return }
    var lines: [(line: Int, label: Range<Int>)] = []
    for line in scan.definitionsOfLinks.prefix(Self.definitionLimit) {
      let range = scan.range(ofLine: line, in: body)
      guard let open = body[0..<range.upperBound].firstIndex(of: UInt8(ascii: "["), from: range.lowerBound),
        let close = body[0..<range.upperBound].firstIndex(of: UInt8(ascii: "]"), from: open),
        body.at(close + 1) == UInt8(ascii: ":"), close > open + 1
      else { continue }
      lines.append((line, open + 1..<close))
    }
    guard !lines.isEmpty else { return }
    let shown = linesShown(below: root, among: lines.map(\.line))
    lines.removeAll { shown.contains($0.line) }
    guard !lines.isEmpty else { return }
    let used = labelsUsed(except: Set(lines.map(\.label.lowerBound)))
    var defined: Set<String> = []
    for (_, range) in lines {
      let label = Self.label(body[range])
      let place = range.lowerBound - 1..<range.upperBound + 2
      if !defined.insert(label).inserted {
        report(
          .warning, "markdown.unused-definition", "`[\(body[range].string)]` is defined twice", at: place,
          hint: "the first one counts; give this one another name")
      } else if !used.contains(label), !isComment(label, at: range.upperBound) {
        report(
          .warning, "markdown.unused-definition", "nothing refers to `[\(body[range].string)]`: this line isn't shown",
          at: place,
          hint: "write `[text][\(body[range].string)]` where it is to lead, or `\\[` where the line is meant as text")
      }
    }
  }

  /// `[//]: # (a remark)`
  private func isComment(_ label: String, at end: Int) -> Bool {
    if label == "//" || label == "_" || label.hasPrefix("comment") { return true }
    var offset = end + 2
    while isBlank(body.at(offset)) { offset += 1 }
    return body.at(offset) == UInt8(ascii: "#") && !isLetter(body.at(offset + 1))
      || body.at(offset) == UInt8(ascii: "<") && body.at(offset + 1) == UInt8(ascii: ">")
  }

  private static func label(_ view: ByteView) -> String {
    view.string.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The labels in brackets anywhere in the text.
  private func labelsUsed(except definitions: Set<Int>) -> Set<String> {
    var labels: Set<String> = []
    var open = -1
    for offset in 0..<body.count {
      if body[offset] == UInt8(ascii: "[") { open = offset + 1 }
      if body[offset] == UInt8(ascii: "]"), open >= 0 {
        if offset - open < 400, !definitions.contains(open) { labels.insert(Self.label(body[open..<offset])) }
        open = -1
      }
    }
    return labels
  }

  /// The lines that stand in a block which readers see.
  private func linesShown(below root: CmarkNode, among lines: [Int]) -> Set<Int> {
    var shown: Set<Int> = []
    guard var node = root.firstChild else { return shown }
    var next = 0
    while true {
      switch node.kind {
      case .codeBlock, .htmlBlock, .paragraph, .heading:
        // Definitions at the head of a paragraph belong to its lines, and not to its text.
        let isText =
          node.kind != .paragraph
          || node.firstChild.map { $0.kind == .text && $0.literal.at(0) == UInt8(ascii: "[") } ?? true
        while next < lines.count, lines[next] < node.startLine { next += 1 }
        while next < lines.count, lines[next] <= node.endLine {
          if isText || lines[next] != node.startLine { shown.insert(lines[next]) }
          next += 1
        }
      default:
        if let child = node.firstChild {
          node = child
          continue
        }
      }
      while node.next == nil {
        guard let parent = node.parent, parent != root else { return shown }
        node = parent
      }
      guard let following = node.next else { return shown }
      node = following
    }
  }
}
