import SiteDiagnostics

extension Rule {
  static let textTypedList = Rule(
    "text.typed-list", .warning, "lists are lists, not lines with signs",
    .page { page, findings in
      guard page.text.lineStarts.hasWideSign else { return }
      let lines = page.text.lines
      for (index, line) in lines.enumerated()
      where line.kind == .prose && page.bytes[line.range.lowerBound] >= 0x80 {
        guard let sign = bullet(page.bytes[line.range]), index + 1 < lines.count, lines[index + 1].kind == .prose,
          bullet(page.bytes[lines[index + 1].range]) != nil,
          index == 0 || lines[index - 1].kind != .prose || bullet(page.bytes[lines[index - 1].range]) == nil
        else { continue }
        findings.add(
          "this list is typed with signs", at: line.range.lowerBound..<line.range.lowerBound + sign,
          hint: "begin each line with `- `: then screen readers say that it is a list, and how long")
      }
    })

  /// The length of the sign that a line begins with, where typists use it for lists.
  private static func bullet(_ line: ArraySlice<UInt8>) -> Int? {
    guard let first = line.first, first == 0xC2 || first == 0xE2 || first == 0xF0 else { return nil }
    let start = line.startIndex
    // Quotation marks, with which many a line begins.
    if first == 0xE2, line.count > 2, line[start + 1] == 0x80, (0x98...0x9F).contains(line[start + 2]) { return nil }
    for sign in ["•", "·", "–", "—", "►", "▪", "■", "●", "→", "‣", "◦"] where line.starts(with: sign.utf8) {
      let next = start + sign.utf8.count
      guard next < line.endIndex, line[next] == 0x20 || line[next] == 0x09 else { return nil }
      return sign.utf8.count
    }
    if first == 0xF0, line.count > 4, line[start + 1] == 0x9F { return 4 }
    if first == 0xE2, line.count > 3, (0x98...0x9E).contains(line[start + 1]) { return 3 }
    return nil
  }
}
