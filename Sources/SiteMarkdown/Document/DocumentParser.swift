/// A document's tree, with what stands for the extensions' marks in it.
struct ParsedTree: ~Copyable {
  let tree: CmarkTree
  let scan: SourceScan
  let footnotes: FootnoteList

  /// How often marks may be given back to CommonMark. Each time at least one is; a document that would need more has
  /// them all taken as text.
  private static let attempts = 3

  /// Feeds a document to libcmark, and asks the tree whether the marks of extensions stand where they mean something.
  init(_ body: ByteView, extensions: MarkdownExtensions) {
    var refused: Set<Int> = []
    var scan = SourceScanner.scan(body, extensions: extensions)
    for _ in 0..<Self.attempts where scan.hasDirectives {
      let tree = Self.feed(body, scan)
      let check = DirectiveCheck(tree.root, scan: scan)
      if check.misplaced.isEmpty {
        self.init(tree: tree, scan: scan, footnotes: check.footnotes)
        return
      }
      refused.formUnion(check.misplaced)
      scan = SourceScanner.scan(body, extensions: extensions, refusing: refused)
    }
    if scan.hasDirectives {
      let textual = extensions.subtracting([.containers, .definitionLists, .footnotes])
      scan = SourceScanner.scan(body, extensions: textual)
    }
    self.init(tree: Self.feed(body, scan), scan: scan, footnotes: FootnoteList())
  }

  private init(tree: consuming CmarkTree, scan: SourceScan, footnotes: FootnoteList) {
    self.tree = tree
    self.scan = scan
    self.footnotes = footnotes
  }

  private static func feed(_ body: ByteView, _ scan: SourceScan) -> CmarkTree {
    CmarkTree { scan.feed(0..<body.count, of: body, to: $0) }
  }
}

/// Which of the replaced lines became what they stand for.
private struct DirectiveCheck {
  private(set) var misplaced: Set<Int>
  private(set) var footnotes = FootnoteList()

  /// Containers and footnotes are known at the top level of a document only, definitions in lists and quotes too.
  init(_ root: CmarkNode, scan: SourceScan) {
    misplaced = Set(scan.fences.keys).union(scan.footnotes.keys).union(scan.definitionLines)
    var child = root.firstChild
    while let node = child {
      switch node.kind {
      case .htmlBlock:
        if scan.fences[node.startLine] != nil { misplaced.remove(node.startLine) }
      case .list: check(node, scan)
      default: break
      }
      child = node.next
    }
    if !scan.definitionLines.isEmpty { checkNestedDefinitions(root, scan) }
  }

  /// Lists of terms within lists and quotes.
  private mutating func checkNestedDefinitions(_ root: CmarkNode, _ scan: SourceScan) {
    guard var node = root.firstChild else { return }
    while true {
      if node.kind == .list, node.previous?.kind == .paragraph, scan.definitionLines.contains(node.startLine) {
        var child = node.firstChild
        while let item = child {
          if scan.definitionLines.contains(item.startLine) { misplaced.remove(item.startLine) }
          child = item.next
        }
      }
      if [.list, .item, .blockQuote].contains(node.kind), let child = node.firstChild {
        node = child
        continue
      }
      while node.next == nil {
        guard let parent = node.parent, parent != root else { return }
        node = parent
      }
      guard let next = node.next else { return }
      node = next
    }
  }

  private mutating func check(_ list: CmarkNode, _ scan: SourceScan) {
    let isDefinitionList = list.previous?.kind == .paragraph
    var child = list.firstChild
    while let item = child {
      let line = item.startLine
      if let mark = scan.footnotes[line] {
        misplaced.remove(line)
        let definition = FootnoteList.Definition(label: mark.label, item: item, range: mark.range)
        footnotes.add(definition, line: line)
      } else if scan.definitionLines.contains(line), isDefinitionList {
        misplaced.remove(line)
      }
      child = item.next
    }
  }
}
