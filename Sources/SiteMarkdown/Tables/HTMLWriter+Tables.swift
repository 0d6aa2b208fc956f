extension HTMLWriter {
  mutating func writeTable(_ table: Table) {
    if let lead = table.lead {
      startLine()
      separatePlainText(lines: 2)
      html.append("<p>")
      writeChildren(of: lead)
      if !shownMarks.isEmpty { tellLosses(in: lead) }
      html.append("</p>\n")
    }
    let lines = blockLines
    startLine()
    separatePlainText(lines: 2)
    let isHooked = options.hooks.contains(.table)
    if isHooked { startHook(.table) }
    html.append("<table>\n<thead>\n")
    writeRow(0, of: table, isHeader: true)
    html.append("</thead>\n")
    if table.lines.count > 1 {
      html.append("<tbody>\n")
      for row in 1..<table.lines.count { writeRow(row, of: table, isHeader: false) }
      html.append("</tbody>\n")
    }
    html.append("</table>\n")
    if isHooked { endHook() }
    blockLines = lines
  }

  private mutating func writeRow(_ row: Int, of table: Table, isHeader: Bool) {
    blockLines = table.lines[row]...table.lines[row]
    separatePlainText(lines: 1)
    html.append("<tr>\n")
    let cells = table.row(row)
    for column in table.alignments.indices {
      // Missing cells are filled up, but a short text must not become a long page.
      if column >= cells.count {
        guard paddingBudget > 0 else { break }
        paddingBudget -= 1
      }
      html.append(isHeader ? "<th scope=\"col\"" : "<td")
      switch table.alignments[column] {
      case .none: html.append(UInt8(ascii: ">"))
      case .left: html.append(" class=\"align-left\">")
      case .center: html.append(" class=\"align-center\">")
      case .right: html.append(" class=\"align-right\">")
      }
      if column < cells.count, let cell = cells[column] {
        if column > 0 { plain.append(UInt8(ascii: "\t")) }
        typography.startBlock()
        rawHTML.blockStart = rawHTML.open.count
        shownMarks.startBlock()
        rawHTML.isInPhrase = false
        writeChildren(of: cell.node)
        closeInlineHTML()
        leaveInlineMarks(of: cell.node)
        if !shownMarks.isEmpty { tellLosses(in: cell.node, cell: cell.range) }
      }
      html.append(isHeader ? "</th>\n" : "</td>\n")
    }
    html.append("</tr>\n")
  }
}
