import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let headingSkippedLevel = Rule(
    "heading.skipped-level", .warning, "headings go down one level at a time",
    .page { page, findings in
      var level = 1
      for heading in page.document.headings where heading.level > 1 {
        if heading.level > level + 1 {
          findings.add(
            level == 1
              ? "the first heading is of level \(heading.level)"
              : "this heading of level \(heading.level) follows one of level \(level)",
            at: page.line(at: heading.sourceOffset),
            hint: "write it with `\(String(repeating: "#", count: level + 1))`; the title of the page is level 1")
        }
        level = heading.level
      }
    })
}

extension CheckedPage {
  /// The line that holds an offset, without blanks around it.
  func line(at offset: Int) -> Range<Int> {
    var start = min(offset, bytes.count)
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
