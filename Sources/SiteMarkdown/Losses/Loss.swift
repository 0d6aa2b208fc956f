internal import SiteDiagnostics

/// Something that an editor typed and readers don't get as it was meant, before it has a place.
struct Loss {
  let severity: Diagnostic.Severity
  let id: String
  let message: String
  /// Bytes of the body.
  let range: Range<Int>
  var hint: String?
  /// Bytes of the body and what to write in their place, where only one meaning is left.
  var fix: (range: Range<Int>, replacement: [UInt8])?
  /// Where a link or picture would lead that stays text; the finding is an error, and mended, if something is there.
  var address: (kind: MarkdownLink.Kind, destination: String)?

  init(
    _ id: String, _ message: String, at range: Range<Int>, hint: String? = nil,
    fix: (range: Range<Int>, replacement: [UInt8])? = nil, severity: Diagnostic.Severity = .warning
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.range = range
    self.hint = hint
    self.fix = fix
  }
}

/// Looks through the text of a block for what was meant as markup and stays text.
struct LossFinder {
  let body: ByteView
  let inline: InlineSource
  /// Marks that readers see, as places in the text, in ascending order.
  let marks: [Int]
  let block: CmarkNode
  /// What is understood here: signs of what isn't are text.
  let extensions: MarkdownExtensions
  /// Whether a dash begins what somebody says, as it does in most languages: then it is no point of a list.
  let speaksWithDashes: Bool
  /// Where the block's source ends.
  let end: Int
  var losses: [Loss] = []
  /// Up to where marks were told already: one mistake, one message.
  var told = 0

  var text: [UInt8] { inline.text }

  init(
    _ block: CmarkNode, in range: Range<Int>, of body: ByteView, scan: SourceScan, shown: ShownMarks,
    options: MarkdownOptions
  ) {
    self.body = body
    self.block = block
    extensions = options.extensions
    speaksWithDashes = !["de", "en", "nl"].contains(options.language.prefix(2))
    end = range.upperBound
    inline = InlineSource(block, in: range, of: body, scan: scan)
    let source = inline
    marks = shown.marks.compactMap { source.index(of: $0.node, $0.offset) }.sorted()
  }

  /// - Parameter hasLines: whether what begins a line can mean something: not in a table's cell.
  mutating func run(hasLines: Bool) {
    if hasLines { findLines() }
    findMarks()
    findPairs()
    losses.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Goes along the marks of which one alone says enough.
  private mutating func findMarks() {
    for mark in marks where mark >= told {
      switch inline.at(mark) {
      case UInt8(ascii: "]"): findLink(closing: mark)
      case UInt8(ascii: "["): findBracket(mark)
      case UInt8(ascii: "{"): findBrace(mark)
      case UInt8(ascii: "&"): findReference(mark)
      case UInt8(ascii: "<"): findAngle(mark)
      case UInt8(ascii: "\\"): findLastBackslash(mark)
      default: break
      }
    }
  }

  func string(_ range: Range<Int>) -> String { body[range].string }

  func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A part of the text, for messages: on one line, and not long.
  func quote(_ range: Range<Int>) -> String { Self.short(string(range)) }

  static func short(_ text: String, _ limit: Int = 60) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > limit ? line.prefix(limit - 4) + "…" : line
  }
}
