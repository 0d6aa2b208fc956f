internal import SiteDiagnostics

/// Cells that a spreadsheet put on the clipboard: to Markdown, tabs and line breaks are blanks, and all cells become one sentence.
extension LossFinder {
  private static let tab = UInt8(ascii: "\t")

  mutating func findSpreadsheet(_ lines: [Range<Int>]) {
    guard block.kind == .paragraph, text.contains(Self.tab) else { return }
    let counts = lines.map { line in text[line].count(where: { $0 == Self.tab }) }
    var index = 0
    while index < lines.count {
      let next = counts[index...].firstIndex { $0 != counts[index] } ?? lines.count
      if counts[index] > 0, next - index > 1 { reportSpreadsheet(lines[index..<next], tabs: counts[index]) }
      index = next
    }
  }

  private mutating func reportSpreadsheet(_ lines: ArraySlice<Range<Int>>, tabs: Int) {
    // Points of Word's lists have tabs, too.
    guard let first = lines.first, told <= first.lowerBound,
      let cell = text[first].firstIndex(where: { $0 != Self.tab }),
      let place = inline.source(cell..<cell + 1)
    else { return }
    var rows = lines.compactMap(sourceLine)
    // A head whose first cell is empty begins with a tab, which makes code of it.
    if lines.startIndex == 0, let row = rows.first, let head = emptyCorner(above: row) { rows.insert(head, at: 0) }
    let lineEnd = min(end, body.firstIndex(of: UInt8(ascii: "\n"), from: place.lowerBound) ?? end)
    // Two lines of two cells are more often a name with its value.
    let isTable = tabs > 1 || rows.count > 2
    let head =
      rows.count > lines.count ? row(of: body[rows[0]].string) : row(of: String(decoding: text[first], as: UTF8.self))
    var fix: (range: Range<Int>, replacement: [UInt8])?
    if isTable, block.parent?.kind == .document, lines.count == self.lines.count, rows.count >= lines.count,
      let start = rows.first?.lowerBound, let stop = rows.last?.upperBound
    {
      let table = rows.map { row(of: body[$0].string) }
      let rule = "|" + String(repeating: " --- |", count: tabs + 1)
      fix = (start..<stop, bytes(([table[0], rule] + table.dropFirst()).joined(separator: "\n")))
    }
    told = max(told, first.upperBound)
    add(
      Loss(
        "markdown.leftover-table",
        "these cells run into one another: to Markdown, the tabs and line breaks of a spreadsheet are blanks",
        at: place.lowerBound..<lineEnd,
        hint: isTable
          ? "write each row between bars, and below the head `|\(String(repeating: " --- |", count: tabs + 1))`: "
            + "`\(Self.short(head))`"
          : "begin each line with `- `, or write a table", fix: fix))
  }

  /// The whole line of the body behind a line of the text.
  private func sourceLine(_ line: Range<Int>) -> Range<Int>? {
    line.lazy.compactMap { inline.source($0..<$0 + 1) }.first.map { sourceLine(at: $0.lowerBound) }
  }

  private func sourceLine(at offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, body[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let stop = body.firstIndex(of: UInt8(ascii: "\n"), from: offset) ?? body.count
    return start..<(stop > start && body[stop - 1] == UInt8(ascii: "\r") ? stop - 1 : stop)
  }

  private func emptyCorner(above row: Range<Int>) -> Range<Int>? {
    guard block.previous?.kind == .codeBlock, row.lowerBound > 1, body[row.lowerBound - 1] == UInt8(ascii: "\n") else {
      return nil
    }
    let above = sourceLine(at: row.lowerBound - 1)
    return above.count > 1 && body[above.lowerBound] == Self.tab ? above : nil
  }

  private func row(of line: String) -> String {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
      cell.trimmingPrefix(while: \.isWhitespace).replacing("\\|", with: "|").replacing("|", with: "\\|")
    }
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
