/// Finds paragraphs that are tables, and cuts their lines into cells.
struct TableFinder {
  private let scan: SourceScan
  private let body: ByteView
  private(set) var tables: [Int: Table] = [:]
  private(set) var cells: [TableCell] = []
  private(set) var leads: [TableLead] = []
  private(set) var surplus: [SurplusCells] = []

  init(scan: SourceScan, body: ByteView) {
    self.scan = scan
    self.body = body
  }

  /// Looks at all paragraphs below a node.
  mutating func find(in root: CmarkNode) {
    guard var node = root.firstChild else { return }
    while true {
      switch node.kind {
      case .paragraph: examine(node)
      case .blockQuote, .list, .item:
        if let child = node.firstChild {
          node = child
          continue
        }
      default: break
      }
      while node.next == nil {
        guard let parent = node.parent, parent != root else { return }
        node = parent
      }
      guard let next = node.next else { return }
      node = next
    }
  }

  private mutating func examine(_ paragraph: CmarkNode) {
    let first = paragraph.startLine
    let last = paragraph.endLine
    var index = firstDelimiterRow(after: first)
    guard index < scan.delimiterRows.count, scan.delimiterRows[index] <= last else { return }
    let quotes = quoteDepth(of: paragraph)
    while index < scan.delimiterRows.count, scan.delimiterRows[index] <= last {
      let line = scan.delimiterRows[index]
      let header = content(ofLine: line - 1, isFirst: line - 1 == first, quotes: quotes, paragraph)
      let delimiters = content(ofLine: line, isFirst: false, quotes: quotes, paragraph)
      if let alignments = Self.alignments(body, delimiters), Self.cellCount(body, header) == alignments.count {
        add(paragraph, alignments, header: header, delimiterLine: line, quotes: quotes)
        return
      }
      index += 1
    }
  }

  private mutating func add(
    _ paragraph: CmarkNode, _ alignments: [Table.Alignment], header: Range<Int>, delimiterLine: Int, quotes: Int
  ) {
    let first = paragraph.startLine
    var table = Table(alignments: alignments)
    addRow(header, line: delimiterLine - 1, to: &table, key: first)
    if delimiterLine < paragraph.endLine {
      for line in delimiterLine + 1...paragraph.endLine {
        addRow(content(ofLine: line, isFirst: false, quotes: quotes, paragraph), line: line, to: &table, key: first)
      }
    }
    tables[first] = table
    if delimiterLine - 1 > first {
      let lines = (first..<delimiterLine - 1).map {
        content(ofLine: $0, isFirst: $0 == first, quotes: quotes, paragraph)
      }
      leads.append(TableLead(table: first, lines: lines))
    }
  }

  private mutating func addRow(_ range: Range<Int>, line: Int, to table: inout Table, key: Int) {
    let row = table.lines.count
    var column = 0
    var lost: Range<Int>?
    Self.forEachCell(body, range) { cell in
      if column < table.alignments.count {
        if !cell.isEmpty { cells.append(TableCell(table: key, row: row, column: column, range: cell)) }
      } else if !cell.isEmpty {
        lost = (lost?.lowerBound ?? cell.lowerBound)..<cell.upperBound
      }
      column += 1
    }
    if let lost {
      surplus.append(SurplusCells(row: range, range: lost, count: column, columns: table.alignments.count))
    } else if row > 0, column == 1, table.alignments.count > 1, body[range].firstIndex(of: UInt8(ascii: "|")) == nil {
      surplus.append(SurplusCells(row: range, range: range, count: 1, columns: table.alignments.count))
    }
    table.addRow(line: line, cellCount: min(column, table.alignments.count))
  }

  private func firstDelimiterRow(after line: Int) -> Int {
    var low = 0
    var high = scan.delimiterRows.count
    while low < high {
      let middle = (low + high) / 2
      if scan.delimiterRows[middle] <= line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func quoteDepth(of node: CmarkNode) -> Int {
    var depth = 0
    var node = node
    while let parent = node.parent {
      if parent.kind == .blockQuote { depth += 1 }
      node = parent
    }
    return depth
  }

  /// A line without what belongs to the blocks around the paragraph, and without blanks at its ends.
  private func content(ofLine line: Int, isFirst: Bool, quotes: Int, _ paragraph: CmarkNode) -> Range<Int> {
    let range = scan.range(ofLine: line, in: body)
    var start = range.lowerBound
    if isFirst {
      start = min(range.upperBound, scan.sourceOffset(ofLine: range, column: paragraph.startColumn))
    } else {
      var quotes = quotes
      while start < range.upperBound {
        if isBlank(body[start]) {
          start += 1
        } else if quotes > 0, body[start] == UInt8(ascii: ">") {
          quotes -= 1
          start += 1
        } else {
          break
        }
      }
    }
    return Self.trimmed(body, start..<range.upperBound)
  }

  // MARK: Rows

  static func trimmed(_ body: ByteView, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(body[start]) { start += 1 }
    while end > start, isBlank(body[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Calls for each cell of a row: bars part cells, except after a backslash; those at the ends are optional.
  private static func forEachCell(_ body: ByteView, _ row: Range<Int>, _ visit: (Range<Int>) -> Void) {
    var start = row.lowerBound
    if start < row.upperBound, body[start] == UInt8(ascii: "|") { start += 1 }
    var position = start
    while position < row.upperBound {
      switch body[position] {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "|"):
        visit(trimmed(body, start..<position))
        position += 1
        start = position
      default: position += 1
      }
    }
    if start < row.upperBound { visit(trimmed(body, start..<row.upperBound)) }
  }

  static func cellCount(_ body: ByteView, _ row: Range<Int>) -> Int {
    var count = 0
    forEachCell(body, row) { _ in count += 1 }
    return count
  }

  /// The alignments that a delimiter row says; `nil` if it isn't one.
  private static func alignments(_ body: ByteView, _ row: Range<Int>) -> [Table.Alignment]? {
    var alignments: [Table.Alignment] = []
    var isValid = !row.isEmpty
    forEachCell(body, row) { cell in
      guard isValid, !cell.isEmpty else {
        isValid = false
        return
      }
      let left = body[cell.lowerBound] == UInt8(ascii: ":")
      let right = body[cell.upperBound - 1] == UInt8(ascii: ":")
      let dashes =
        cell.lowerBound + (left ? 1 : 0)..<max(cell.lowerBound + (left ? 1 : 0), cell.upperBound - (right ? 1 : 0))
      guard !dashes.isEmpty, dashes.allSatisfy({ body[$0] == UInt8(ascii: "-") }) else {
        isValid = false
        return
      }
      alignments.append(left && right ? .center : left ? .left : right ? .right : .none)
    }
    return isValid ? alignments : nil
  }
}
