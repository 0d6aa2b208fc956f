internal import SiteDiagnostics
internal import SiteMarkdown

extension FieldReader {
  /// Warns of values of one's own that look like a number and would be shown as another one: a postcode loses its zero, a
  /// telephone number its plus sign, a price its last digit.
  mutating func reportChangedNumbers(in entries: [YAMLNode.Entry]) {
    // More help nobody.
    var rest = 40
    reportChangedNumbers(in: entries, atMost: &rest)
  }

  private mutating func reportChangedNumbers(in entries: [YAMLNode.Entry], atMost rest: inout Int) {
    for entry in entries { reportChangedNumbers(in: entry.value, atMost: &rest) }
  }

  private mutating func reportChangedNumbers(in node: YAMLNode, atMost rest: inout Int) {
    switch node.content {
    case .sequence(let items): for item in items { reportChangedNumbers(in: item, atMost: &rest) }
    case .mapping(let entries): reportChangedNumbers(in: entries, atMost: &rest)
    case .scalar(let text, isPlain: true):
      guard let first = text.utf8.first, first < 0x3A, first >= 0x2B else { return }
      let shown: String
      switch DataValue(node) {
      case .int(let number): shown = "\(number)"
      case .double(let number): shown = "\(number)"
      default: return
      }
      guard shown != text, rest > 0 else { return }
      rest -= 1
      report(
        "changed-number", "`\(text)` is a number and would be shown as `\(shown)`", at: node, severity: .warning,
        hint: "put it in quotes if it is a text: `\"\(text)\"`", fix: edit(of: node, to: "\"\(text)\""))
    default: return
    }
  }
}
