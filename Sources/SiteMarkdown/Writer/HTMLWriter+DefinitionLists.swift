extension HTMLWriter {
  /// A list whose items were marked with `:`, below a paragraph of terms.
  func isDefinitionList(_ list: CmarkNode) -> Bool {
    !scan.definitionLines.isEmpty && list.kind == .list && scan.definitionLines.contains(list.startLine)
      && list.previous?.kind == .paragraph
  }

  // Always inlined, as other questions that every paragraph is asked: a call would copy the whole writer.
  @inline(__always)
  func isTerm(_ node: CmarkNode, _ parent: CmarkNode?) -> Bool {
    guard !scan.definitionLines.isEmpty, let next = node.next else { return false }
    return isDefinitionList(next)
  }

  /// A paragraph before definitions: each of its lines is a term.
  mutating func enterTerm(_ node: CmarkNode) {
    startLine()
    if !(node.previous.map { isDefinitionList($0) } ?? false) { html.append("<dl>\n") }
    isInTerm = true
    separatePlainText(lines: 2)
    html.append("<dt>")
  }

  mutating func exitDefinitionList(_ list: CmarkNode) {
    if let next = list.next, next.kind == .paragraph, isTerm(next, next.parent) { return }
    html.append("</dl>\n")
  }
}
