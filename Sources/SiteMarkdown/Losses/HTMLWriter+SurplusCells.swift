internal import SiteDiagnostics

/// Cells of tables that have no column, and text that became a row.
extension HTMLWriter {
  mutating func reportSurplusCells() {
    for cells in tables.surplus {
      if cells.count == 1 { reportText(cells) } else { reportCells(cells) }
    }
  }

  private mutating func reportCells(_ cells: SurplusCells) {
    let lost = LossFinder.short(body[cells.range].string)
    let bars = barsInAddresses(cells.row)
    let fix = bars.count == cells.count - cells.columns ? escaped(bars) : nil
    report(
      .warning, "markdown.surplus-cell",
      "this row has \(cells.count) cells, the head has \(cells.columns): `\(lost)` is not shown", at: cells.range,
      hint: "write `\\|` for a bar within a cell, or give the head as many cells", fix: fix)
  }

  /// The bars of a row that stand within the parentheses of a link.
  private func barsInAddresses(_ row: Range<Int>) -> [Int] {
    var bars: [Int] = []
    var isInAddress = false
    for offset in row {
      switch body[offset] {
      case UInt8(ascii: "(") where offset > row.lowerBound && body[offset - 1] == UInt8(ascii: "]"): isInAddress = true
      case UInt8(ascii: ")"), UInt8(ascii: " "): isInAddress = false
      case UInt8(ascii: "|") where isInAddress && body[offset - 1] != UInt8(ascii: "\\"): bars.append(offset)
      default: break
      }
    }
    return bars
  }

  private func escaped(_ bars: [Int]) -> (range: Range<Int>, replacement: [UInt8])? {
    guard let first = bars.first, let last = bars.last else { return nil }
    var replacement: [UInt8] = []
    for offset in first...last {
      if bars.contains(offset) { replacement.append(UInt8(ascii: "\\")) }
      replacement.append(body[offset])
    }
    return (first..<last + 1, replacement)
  }

  private mutating func reportText(_ line: SurplusCells) {
    let isAtMargin = line.row.lowerBound > 0 && body[line.row.lowerBound - 1] == UInt8(ascii: "\n")
    report(
      .warning, "markdown.leftover-table", "this line becomes a row of the table above it", at: line.range,
      hint: "put an empty line before it",
      fix: isAtMargin ? (line.row.lowerBound..<line.row.lowerBound, [0x0A]) : nil)
  }
}
