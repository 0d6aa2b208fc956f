package import SiteDiagnostics

/// `date: 15.12.2025` means one day only: its ISO form can be written without asking.
package enum GermanDateFix {
  /// The edit for a date that the build refused, if it is of that form.
  package static func edit(for diagnostic: Diagnostic, in source: SourceText) -> TextEdit? {
    guard diagnostic.id == Rule.frontMatterBadDate.id, let location = diagnostic.location else { return nil }
    let start = source.offset(line: location.line, column: location.column)
    guard start < source.bytes.count else { return nil }
    let line = source.bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    guard let match = String(decoding: line, as: UTF8.self).prefixMatch(of: /(\d{1,2})\.(\d{1,2})\.(\d{4})/),
      let day = Int(match.1), let month = Int(match.2), (1...31).contains(day), (1...12).contains(month)
    else { return nil }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let range = start..<start + match.0.utf8.count
    return TextEdit(
      source, range, replacement: Array("\(match.3)-\(padded(month))-\(padded(day))".utf8))
  }
}
