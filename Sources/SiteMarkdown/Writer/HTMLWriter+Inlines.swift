internal import SiteDiagnostics

extension HTMLWriter {
  mutating func writeSoftBreak() {
    html.append(isInTerm ? "</dt>\n<dt>" : "\n")
    plain.append(isInTerm ? UInt8(ascii: "\n") : UInt8(ascii: " "))
    shownMarks.startsLine = true
    typography.before = 0x0A
  }

  mutating func writeLineBreak() {
    html.append("<br />\n")
    shownMarks.startsLine = true
    plain.append(UInt8(ascii: "\n"))
    typography.before = 0x0A
  }

  mutating func writeCode(_ text: ByteView) {
    html.append("<code>")
    if scan.hasMarkers {
      let code = scan.restoring(text, body: body)
      unsafe code.withUnsafeBufferPointer { unsafe HTMLEscaping.append(ByteView($0), to: &html) }
      plain.append(code)
    } else {
      HTMLEscaping.append(text, to: &html)
      plain.append(text)
    }
    html.append("</code>")
    typography.before = TypographyState.someLetter
  }

  /// Takes away what a text must not show: attributes that stand in it.
  mutating func takeCut(for node: CmarkNode, length: Int) -> Range<Int> {
    guard let index = cutTexts.firstIndex(where: { $0.node == node }) else { return 0..<length }
    return cutTexts.remove(at: index).range
  }

  mutating func cut(_ node: CmarkNode, to range: Range<Int>) {
    if let index = cutTexts.firstIndex(where: { $0.node == node }) {
      cutTexts[index].range = cutTexts[index].range.clamped(to: range)
    } else {
      cutTexts.append((node, range))
    }
  }

  /// Attributes that follow a link or an image directly; they are then not written as text.
  mutating func cutAttributes(after node: CmarkNode) -> Attributes? {
    guard scan.hasAttributes, let next = node.next, next.kind == .text else { return nil }
    let text = next.literal
    guard let attributes = Attributes.parse(text, at: 0) else { return nil }
    cut(next, to: attributes.end..<text.count)
    return attributes
  }
}
