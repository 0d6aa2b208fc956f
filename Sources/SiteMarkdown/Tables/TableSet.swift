/// The tables of a document, with the inline content of their cells.
///
/// For plain libcmark a table is a paragraph. Its lines are cut into cells on the source, and all cells of the document
/// are parsed together as headings of a second tree: a heading's content is one line of inline text, whatever it starts
/// with. Definitions of references are fed after the cells where there are any, so that links work as outside.
struct TableSet: ~Copyable {
  private let tree: CmarkTree?
  private var tables: [Int: Table]
  /// Rows that are no rows of their tables, in the order of the text.
  let surplus: [SurplusCells]

  var isEmpty: Bool { tables.isEmpty }

  /// The table whose paragraph starts on a line of the body.
  func table(startingAt line: Int) -> Table? { tables[line] }

  init(in root: CmarkNode, scan: SourceScan, body: ByteView) {
    guard !scan.delimiterRows.isEmpty else {
      tree = nil
      tables = [:]
      surplus = []
      return
    }
    var finder = TableFinder(scan: scan, body: body)
    finder.find(in: root)
    var tables = finder.tables
    surplus = finder.surplus
    guard !tables.isEmpty else {
      tree = nil
      self.tables = [:]
      return
    }
    let (cells, leads) = (finder.cells, finder.leads)
    let tree = CmarkTree { feeder in
      for cell in cells {
        feeder.feed("# ")
        cell.feed(to: feeder, scan: scan, body: body)
        feeder.feed(" #\n")
      }
      for lead in leads {
        for line in lead.lines {
          scan.feed(line, of: body, to: feeder)
          feeder.feed("\n")
        }
        feeder.feed("\n")
      }
      if body.contains("]:") { scan.feed(0..<body.count, of: body, to: feeder) }
    }
    Self.assign(tree.root, to: &tables, cells: cells, leads: leads)
    self.tree = consume tree
    self.tables = tables
  }

  /// Finds the nodes of cells and leading paragraphs by the lines on which they were fed.
  private static func assign(
    _ root: CmarkNode, to tables: inout [Int: Table], cells: [TableCell], leads: [TableLead]
  ) {
    var leadLines: [Int: Int] = [:]
    var line = cells.count + 1
    for lead in leads {
      leadLines[line] = lead.table
      line += lead.lines.count + 1
    }
    var child = root.firstChild
    while let node = child {
      let start = node.startLine
      if start >= line { return }
      if start <= cells.count {
        let cell = cells[start - 1]
        tables[cell.table]?.setNode(node, cell)
      } else if let table = leadLines[start] {
        tables[table]?.lead = node
      }
      child = node.next
    }
  }
}

/// One table: what is known of it before it is written.
struct Table {
  enum Alignment { case none, left, center, right }

  let alignments: [Alignment]
  /// The line (one-based, in the body) of each row, the header's first.
  var lines: [Int] = []
  /// The text before the table in the same paragraph.
  var lead: CmarkNode?
  private var cells: [[Cell?]] = []

  /// What stands in a cell, and where in the body.
  struct Cell {
    let node: CmarkNode
    let range: Range<Int>
  }

  init(alignments: [Alignment]) {
    self.alignments = alignments
  }

  mutating func addRow(line: Int, cellCount: Int) {
    lines.append(line)
    cells.append(Array(repeating: nil, count: cellCount))
  }

  mutating func setNode(_ node: CmarkNode, _ cell: TableCell) {
    cells[cell.row][cell.column] = Cell(node: node, range: cell.range)
  }

  /// The cells of a row: as many as the author wrote, at most as many as there are columns.
  func row(_ index: Int) -> [Cell?] { cells[index] }
}

/// A row with other cells than its table has columns: more of them, so that text is lost, or none, so that it is no row.
struct SurplusCells {
  let row: Range<Int>
  /// From the first cell that has no column to the end of the last one; the whole row where it has no bar.
  let range: Range<Int>
  let count: Int
  let columns: Int
}

/// Lines of text before a table in the same paragraph.
struct TableLead {
  let table: Int
  let lines: [Range<Int>]
}

/// A cell that has something in it.
struct TableCell {
  let table: Int
  let row: Int
  let column: Int
  let range: Range<Int>

  /// Feeds the cell's text; `\|` is a bar, also in code.
  func feed(to feeder: CmarkTree.Feeder, scan: SourceScan, body: ByteView) {
    var position = range.lowerBound
    var search = position
    while let found = body[0..<range.upperBound].firstIndex(of: UInt8(ascii: "\\"), from: search) {
      search = found + 1
      guard body.at(found + 1) == UInt8(ascii: "|") else { continue }
      scan.feed(position..<found, of: body, to: feeder)
      position = found + 1
    }
    scan.feed(position..<range.upperBound, of: body, to: feeder)
  }
}
