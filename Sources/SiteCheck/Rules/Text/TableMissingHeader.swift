import SiteDiagnostics

extension Rule {
  static let tableMissingHeader = Rule(
    "table.missing-header", .error, "every column of a table has a heading",
    .page { page, findings in
      guard page.bytes.span.first(UInt8(ascii: "|"), from: page.bodyStart, to: page.bytes.count) != nil else { return }
      let lines = page.text.lines
      for (index, line) in lines.enumerated().dropFirst() where isDelimiterRow(page.bytes[line.range]) {
        let header = lines[index - 1]
        guard header.kind == .prose || header.kind == .table, page.bytes[header.range].contains(UInt8(ascii: "|"))
        else {
          continue
        }
        let cells = page.string(header.range).trimming(\.isWhitespace)
        let inner = cells.hasPrefix("|") ? cells.dropFirst() : cells
        let parts = (inner.hasSuffix("|") ? inner.dropLast() : inner).split(
          separator: "|", omittingEmptySubsequences: false)
        let empty = parts.map { $0.allSatisfy(\.isWhitespace) }
        if empty.allSatisfy({ $0 }) {
          findings.add(
            "this table has no headings", at: header.range, hint: "say in its first line what each column holds")
        } else if empty.dropFirst().contains(true) {
          findings.add(
            "column \((empty.dropFirst().firstIndex(of: true) ?? 1) + 1) of this table has no heading",
            at: header.range,
            hint: "say in its first line what each column holds; only the corner on the left may be empty")
        }
      }
    })

  private static func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
    var hyphens = 0
    var bars = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return hyphens > 0 && bars > 0
  }
}
