internal import SiteDiagnostics

/// Notes what readers see though it was meant as markup, and tells it when its block is done.
extension HTMLWriter {
  /// Whether the text of a node begins a line that could be meant as more than text.
  @inline(__always)
  mutating func noteLineStart(_ text: ByteView) {
    guard shownMarks.startsLine else { return }
    shownMarks.noteLine(text)
    if scan.hasTabs, text.firstIndex(of: UInt8(ascii: "\t")) != nil { shownMarks.noteOddLine() }
  }

  /// Notes a mark that is written as text, if it looks as if more had been meant.
  mutating func noteMark(_ cursor: TextCursor) {
    guard let node = cursor.node, !extensions.isEmpty, Self.isSuspicious(cursor, node) else { return }
    shownMarks.add(node, cursor.offset)
  }

  private static func isSuspicious(_ cursor: TextCursor, _ node: CmarkNode) -> Bool {
    let (text, offset) = (cursor.text, cursor.offset)
    let next = text.at(offset + 1)
    let before = text.at(offset - 1)
    switch text[offset] {
    case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "{"): return true
    case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "~"): return next == text[offset] || before == text[offset]
    case UInt8(ascii: "\\"): return offset == text.count - 1 && node.next == nil
    case UInt8(ascii: "]"):
      if offset == text.count - 1 { return node.next?.kind == .softBreak }
      return next == UInt8(ascii: "(") || next == UInt8(ascii: "[") || next == UInt8(ascii: "{")
        || isBlank(next) && text.dropFirst(offset).firstIndex(of: UInt8(ascii: "(")) != nil
    case UInt8(ascii: "["):
      return next != UInt8(ascii: "^") && text.dropFirst(offset).firstIndex(of: UInt8(ascii: "]")) != nil
        && (before == UInt8(ascii: "!") || before == UInt8(ascii: ")") || next == UInt8(ascii: "[")
          || next == UInt8(ascii: "/") || isLetter(next) || next == UInt8(ascii: "_"))
    case UInt8(ascii: "&"): return isLetter(next) || next == UInt8(ascii: "#")
    case UInt8(ascii: "<"): return next == UInt8(ascii: "%") || next == UInt8(ascii: "!")
    default: return false
    }
  }

  /// Notes emphasis that begins and ends within words: `Bürger*innen und Kolleg*innen`.
  mutating func noteEmphasis(_ node: CmarkNode) {
    guard !extensions.isEmpty, let previous = node.previous, let next = node.next, previous.kind == .text,
      next.kind == .text
    else { return }
    let (before, after) = (Scalars.last(in: previous.literal), Scalars.first(in: next.literal))
    guard Scalars.isLetter(before) && Scalars.isLetter(after) || Scalars.isDigit(before) && Scalars.isDigit(after)
    else {
      return
    }
    let content = InlineText.collect(from: node)
    guard content.contains(0x20) || Scalars.isDigit(before) && content.allSatisfy(isDigit) else { return }
    shownMarks.addWithinWords(node)
  }

  /// Tells what was noted in a block.
  ///
  /// - Parameter cell: where it stands in the body, if it is a table's cell.
  mutating func tellLosses(in block: CmarkNode, cell: Range<Int>? = nil) {
    var finder = LossFinder(
      block, in: cell ?? blockRange, of: body, scan: scan, shown: shownMarks, options: options)
    for node in shownMarks.withinWords { finder.findWithinWords(node) }
    finder.run(hasLines: cell == nil)
    for loss in finder.losses { tell(loss) }
    shownMarks.startBlock()
  }

  mutating func tell(_ loss: Loss) {
    let count = diagnostics.count
    let isOpen = loss.address != nil && loss.fix != nil
    report(
      loss.severity, loss.id, loss.message, at: loss.range, hint: loss.hint, fix: isOpen ? nil : loss.fix)
    guard let address = loss.address, diagnostics.count > count else { return }
    unreadLinks.append(
      UnreadLink(
        kind: address.kind, destination: address.destination, diagnostic: count,
        fix: loss.fix.map { TextEdit(source, sourceRange($0.range), replacement: $0.replacement) }))
  }
}
