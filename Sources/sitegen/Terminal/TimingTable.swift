import SiteBuild

/// What `--timings` prints.
enum TimingTable {
  /// The stages; where renders were measured, the slowest files and the templates too.
  static func text(of report: BuildReport) -> String {
    guard let renders = report.renders else { return text(of: report.phases) }
    let files = renders.slowestFiles.map { ["  \($0.path)", $0.template, milliseconds($0.duration)] }
    let templates = renders.templates.map { ["  \($0.name)", "\($0.renders) ×", milliseconds($0.duration)] }
    return text(of: report.phases) + "slowest files\n" + aligned(files) + "templates\n" + aligned(templates)
  }

  static func text(of phases: [BuildReport.Phase]) -> String {
    aligned(phases.map { ["  \($0.name)", milliseconds($0.duration)] })
  }

  /// Rows of as many cells each; all but the last column are filled up to their widest cell.
  private static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
      return (cells.dropLast() + row.suffix(1)).joined(separator: "  ") + "\n"
    }.joined()
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let hundredths = seconds * 100_000 + attoseconds / 10_000_000_000_000
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) ms"
  }
}
