internal import SiteDiagnostics

/// Walks a document's tree once and writes HTML, plain text, and everything that the site wants to know.
///
/// The walk keeps no stack of its own: it follows the tree's links, so that no nesting is too deep.
struct HTMLWriter: ~Copyable {
  let options: MarkdownOptions
  let source: SourceText
  let bodyOffset: Int

  var html: ByteBuffer
  var plain: ByteBuffer
  var points: [MarkdownHTML.Point] = []
  var needsResolver = false

  var headings: [MarkdownHeading] = []
  var links: [MarkdownLink] = []
  var components: [MarkdownComponent] = []
  var diagnostics: [Diagnostic] = []
  var ids = IDRegistry()

  /// The heading that is being written; headings do not nest.
  var openHeading: OpenHeading?
  var openLink = OpenLink.none
  var summary: SummaryRange?

  struct OpenHeading {
    var level: Int
    var id: String
    var plainStart: Int
    var sourceOffset: Int
  }

  enum OpenLink {
    case none
    case written
    /// The link was dangerous: only its text is written.
    case dropped
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

  init(source: SourceText, bodyOffset: Int, options: MarkdownOptions) {
    self.source = source
    self.bodyOffset = bodyOffset
    self.options = options
    let length = source.bytes.count - bodyOffset
    html = ByteBuffer(capacity: length + length / 4 + 512)
    plain = ByteBuffer(capacity: length + 64)
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
      writeText(node.literal)
      return false
    case .softBreak:
      writeSoftBreak()
      return false
    case .lineBreak:
      html.append("<br />\n")
      plain.append(UInt8(ascii: "\n"))
      return false
    case .code:
      writeCode(node.literal)
      return false
    case .htmlInline:
      writeRawHTML(node.literal)
      return false
    case .emphasis:
      html.append("<em>")
      return true
    case .strong:
      html.append("<strong>")
      return true
    case .link:
      enterLink(node)
      return true
    case .image:
      writeImage(node)
      return false
    case .paragraph: return enterParagraph(node)
    case .heading: return enterHeading(node)
    case .item:
      startLine()
      html.append("<li>")
      return true
    case .list:
      enterList(node)
      return true
    case .blockQuote:
      startLine()
      html.append("<blockquote>\n")
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
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .link: exitLink()
    case .paragraph: exitParagraph(node)
    case .heading: exitHeading()
    case .item: html.append("</li>\n")
    case .list: html.append(node.isOrderedList ? "</ol>\n" : "</ul>\n")
    case .blockQuote:
      startLine()
      html.append("</blockquote>\n")
    default: break
    }
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
    points.append(MarkdownHTML.Point(offset: Int32(html.count), index: Int32(index), kind: kind))
    switch kind {
    case .address, .imageSize, .componentStart, .componentEnd: needsResolver = true
    case .idPrefix, .anchorStart, .anchorEnd: break
    }
  }
}
