internal import SiteDiagnostics

/// Walks a document's tree once and writes HTML, plain text, and everything that the site wants to know.
///
/// The walk keeps no stack of its own: it follows the tree's links, so that no nesting is too deep.
struct HTMLWriter: ~Copyable {
  let options: MarkdownOptions
  let extensions: MarkdownExtensions
  let phrases: Phrases
  let source: SourceText
  let bodyOffset: Int
  let body: ByteView
  let scan: SourceScan
  let tables: TableSet
  let classes: ByteClasses

  var html: ByteBuffer
  var plain: ByteBuffer
  var points: [MarkdownHTML.Point] = []
  var needsResolver = false

  var headings: [MarkdownHeading] = []
  var links: [MarkdownLink] = []
  var droppedLinks: [MarkdownLink] = []
  var components: [MarkdownComponent] = []
  var diagnostics: [Diagnostic] = []
  var ids: IDRegistry
  /// The ids that links within the page name and its template has: what a text is given instead is known at its end.
  var reservedTargets: [String] = []
  var footnotes: FootnoteList
  /// Whether the footnote that is being written still lacks its links back.
  var footnoteNeedsBackLinks = false
  var rawHTML = RawHTMLFilter()
  var typography: TypographyState

  /// The heading that is being written; headings do not nest.
  var openHeading: OpenHeading?
  var openLink = OpenLink.none
  /// How many links the text stands in: CommonMark makes a link of an address in angle brackets within a link.
  var linkDepth = 0
  /// References to footnotes in a link's text: they are links too, and follow it.
  var waitingReferences: [Int] = []
  /// The containers that are open, as indices of components.
  var openContainers: [Int] = []
  /// Marks of extensions in the nodes that are being written, innermost last.
  var inlineMarks: [InlineMarks] = []
  /// The lines (one-based, in the body) of the block whose text is being written.
  var blockLines = 1...1
  /// Texts of which only a part is to be written, because the rest is attributes.
  var cutTexts: [(node: CmarkNode, range: Range<Int>)] = []
  /// Where the plain text of the open link starts, and how many images it holds.
  var linkTextStart = 0
  var imagesInLink = 0
  var openHooks: [Int] = []
  var paddingBudget = 0
  var isInTerm = false
  var summary: SummaryRange?
  var shownMarks = ShownMarks()
  var unreadLinks: [UnreadLink] = []

  init(
    source: SourceText, body: ByteView, scan: SourceScan, footnotes: FootnoteList, tables: consuming TableSet,
    options: MarkdownOptions
  ) {
    self.source = source
    self.body = body
    self.scan = scan
    self.footnotes = footnotes
    self.tables = tables
    self.options = options
    bodyOffset = source.bytes.count - body.count
    ids = IDRegistry(reserved: options.reservedIDs)
    extensions = options.extensions
    phrases = Phrases.of(options.language)
    typography = TypographyState(
      language: extensions.contains(.typography) ? TypographyLanguage(code: options.language) : nil)
    classes = Self.classes(extensions: extensions, typography: typography.language, scan: scan)
    paddingBudget = body.count
    links.reserveCapacity(8)
    headings.reserveCapacity(8)
    points.reserveCapacity(32)
    html = ByteBuffer(capacity: body.count + body.count / 4 + 1024)
    plain = ByteBuffer(capacity: body.count + 64)
  }

  private static func classes(
    extensions: MarkdownExtensions, typography: TypographyLanguage?, scan: SourceScan
  ) -> ByteClasses {
    let classes = ByteClasses()
    if extensions.contains(.strikethrough) { classes[UInt8(ascii: "~")] = .tilde }
    if !extensions.isEmpty {
      classes[UInt8(ascii: "[")] = .openBracket
      classes[UInt8(ascii: "]")] = .closeBracket
      classes[UInt8(ascii: "{")] = .openBrace
      for mark in "*_`=\\".utf8 { classes[mark] = .shownMark }
    }
    if scan.hasMarkers { classes[Marker.lead] = .marker }
    if extensions.contains(.autolinks) {
      classes[UInt8(ascii: ":")] = .colon
      classes[UInt8(ascii: ".")] = .period
    }
    if let typography { typography.mark(classes) }
    return classes
  }

  /// Writes all children of a node, and theirs.
  mutating func writeChildren(of root: CmarkNode) {
    guard var node = root.firstChild else { return }
    while true {
      if enter(node) {
        if let child = node.firstChild {
          node = child
          continue
        }
        exit(node)
      }
      while true {
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent, parent != root else { return }
        exit(parent)
        node = parent
      }
    }
  }

  /// Writes what stands before a node's children.
  ///
  /// - Returns: whether the children are still to be written; if not, the node is done with.
  private mutating func enter(_ node: CmarkNode) -> Bool {
    switch node.kind {
    case .text:
      writeText(node)
      return false
    case .softBreak:
      writeSoftBreak()
      return false
    case .lineBreak:
      writeLineBreak()
      return false
    case .code:
      writeCode(node.literal)
      return false
    case .htmlInline:
      writeInlineHTML(node)
      return false
    case .emphasis:
      noteEmphasis(node)
      html.append("<em>")
      return true
    case .strong:
      html.append("<strong>")
      return true
    case .link:
      linkDepth += 1
      enterLink(node)
      return true
    case .image:
      writeImage(node)
      return false
    case .paragraph: return enterParagraph(node)
    case .heading: return enterHeading(node)
    case .item: return enterItem(node)
    case .list: return enterList(node)
    case .blockQuote:
      enterBlockQuote()
      return true
    case .codeBlock:
      writeCodeBlock(node)
      return false
    case .htmlBlock:
      writeHTMLBlock(node)
      return false
    case .thematicBreak:
      startLine()
      html.append("<hr />\n")
      return false
    case .none, .document, .customBlock, .customInline: return true
    }
  }

  private mutating func exit(_ node: CmarkNode) {
    switch node.kind {
    case .emphasis:
      html.append("</em>")
      leaveInlineMarks(of: node)
    case .strong:
      html.append("</strong>")
      leaveInlineMarks(of: node)
    case .link:
      leaveInlineMarks(of: node)
      linkDepth -= 1
      exitLink(node)
    case .paragraph:
      leaveInlineMarks(of: node)
      exitParagraph(node)
    case .heading:
      leaveInlineMarks(of: node)
      exitHeading(node)
    case .item: exitItem(node)
    case .list: exitList(node)
    case .blockQuote: exitBlockQuote()
    default: break
    }
  }

  @inline(__always)
  mutating func leaveInlineMarks(of node: CmarkNode) {
    if let marks = inlineMarks.last, marks.parent == node { inlineMarks.removeLast() }
  }

  /// Makes sure that what follows starts on a line of its own.
  mutating func startLine() {
    if html.count > 0 && html.last != UInt8(ascii: "\n") { html.append(UInt8(ascii: "\n")) }
  }

  /// Makes sure that at least so many line breaks end the plain text, if there is any.
  mutating func separatePlainText(lines: Int) {
    guard plain.count > 0 else { return }
    var missing = lines
    var offset = plain.count - 1
    while missing > 0, plain.at(offset) == UInt8(ascii: "\n") {
      missing -= 1
      offset -= 1
    }
    for _ in 0..<missing { plain.append(UInt8(ascii: "\n")) }
  }

  mutating func addPoint(_ kind: MarkdownHTML.Point.Kind, _ index: Int = 0) {
    points.append(MarkdownHTML.Point(offset: Int32(truncatingIfNeeded: html.count), index: Int32(index), kind: kind))
    switch kind {
    case .address, .imageSize, .componentStart, .componentEnd, .movedID: needsResolver = true
    case .pageStart, .pageEnd, .emptyBox, .tickedBox: break
    }
  }

  // MARK: Places

  /// The bytes of the source file for bytes of the body.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + bodyOffset..<range.upperBound + bodyOffset
  }

  /// The bytes of the body that hold the block whose text is being written.
  var blockRange: Range<Int> {
    @inline(__always) get {
      let start = scan.range(ofLine: blockLines.lowerBound, in: body).lowerBound
      return start..<max(start, scan.range(ofLine: blockLines.upperBound, in: body).upperBound)
    }
  }

  mutating func noteBlockLines(_ node: CmarkNode) {
    let start = max(1, node.startLine)
    blockLines = start...max(start, node.endLine)
  }

  /// Reports something at a text within the block that is being written, or at the block's start.
  mutating func report(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at text: ByteView, hint: String? = nil
  ) {
    let block = blockRange
    var range = block.lowerBound..<min(block.upperBound, block.lowerBound + 1)
    if let place = body[block].firstIndex(of: text) {
      range = block.lowerBound + place..<block.lowerBound + place + text.count
    }
    report(severity, id, message, at: range, hint: hint)
  }

  /// - Parameter fix: what to write in place of the range, where only one meaning is left.
  mutating func report(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at range: Range<Int>, hint: String? = nil,
    fix: [UInt8]? = nil
  ) {
    report(severity, id, message, at: range, hint: hint, fix: fix.map { (range, $0) })
  }

  /// - Parameter fix: bytes of the body, and what to write in their place.
  mutating func report(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, at range: Range<Int>, hint: String? = nil,
    fix: (range: Range<Int>, replacement: [UInt8])?
  ) {
    guard diagnostics.count < Self.diagnosticLimit else { return }
    let edit = fix.map { TextEdit(source, sourceRange($0.range), replacement: $0.replacement) }
    diagnostics.append(
      Diagnostic(severity, id: id, message, at: source.location(of: sourceRange(range)), hint: hint, fix: edit))
  }

  /// Working out a place costs a pass over the source: past this many messages, one more helps nobody.
  static let diagnosticLimit = 100
}

extension HTMLWriter {
  struct OpenHeading {
    var level: Int
    /// Where the `>` of the start tag stands: attributes are put before it when the text is known.
    var tagEnd: Int
    var pointCount: Int
    var plainStart: Int
    var sourceOffset: Int
    var attributes: Attributes?
  }

  enum OpenLink {
    case none
    case written
    /// The link was dangerous: only its text is written.
    case dropped
    /// An address of mail, whose text is protected too.
    case mail
    case component(Int, textStart: Int)
  }

  struct SummaryRange {
    var htmlStart = 0
    var htmlEnd: Int?
    var pointStart = 0
    var pointEnd = 0
    var plainStart = 0
    var plainEnd = 0
    var isExplicit = false
  }
}
