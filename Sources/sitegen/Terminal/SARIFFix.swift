import SiteDiagnostics

/// What mends a finding, as SARIF 2.1.0 has it (3.55): an editor can do by a click what `--fix` does.
struct SARIFFix: Encodable {
  struct Change: Encodable {
    let artifactLocation: SARIFLog.Location.Artifact
    let replacements: [Replacement]
  }

  struct Replacement: Encodable {
    let deletedRegion: SARIFLog.Location.Region
    let insertedContent: SARIFLog.Text
  }

  let description: SARIFLog.Text
  let artifactChanges: [Change]

  /// `nil` for what can't be told in lines and columns, because it isn't text.
  init?(_ edit: TextEdit) {
    guard let original = String(validating: edit.original, as: UTF8.self),
      let text = String(validating: edit.replacement, as: UTF8.self)
    else { return nil }
    let lines = original.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let lastLength = lines.last?.count ?? 0
    let region = SARIFLog.Location.Region(
      startLine: edit.line, startColumn: edit.column, endLine: lines.count > 1 ? edit.line + lines.count - 1 : nil,
      endColumn: lines.count > 1 ? lastLength + 1 : edit.column + lastLength)
    description = SARIFLog.Text(text: text.isEmpty ? "remove it" : "write `\(text)`")
    artifactChanges = [
      Change(
        artifactLocation: .init(path: edit.path),
        replacements: [Replacement(deletedRegion: region, insertedContent: SARIFLog.Text(text: text))])
    ]
  }
}
