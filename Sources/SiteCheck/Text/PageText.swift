/// What a single pass over a page's Markdown sees: its lines, the words that rules wait for, and what looks odd.
///
/// Code, addresses, attributes, shortcodes and HTML tags are passed over: they are no prose.
package struct PageText: Sendable {
  struct Line: Sendable {
    enum Kind: Sendable { case blank, prose, heading, code, fence, html, table }

    let range: Range<Int>
    let kind: Kind
  }

  struct Hit: Sendable {
    let meaning: WordTable.Meaning
    let range: Range<Int>
    /// Counts the words of the page.
    let word: Int

    var isForeign: Bool {
      if case .foreign = meaning { return true }
      return false
    }
  }

  private(set) var lines: [Line] = []
  private(set) var lineStarts = LineStarts()
  private(set) var hits: [Hit] = []
  /// Runs of words in capitals.
  private(set) var capitals: [Range<Int>] = []
  /// Runs of pictographs.
  private(set) var emoji: [(range: Range<Int>, count: Int)] = []
  /// Letters that are followed by a combining mark.
  private(set) var combining: [Range<Int>] = []
  private(set) var invisible: [Range<Int>] = []
  /// Numbers that end in `.MM.YYYY`, with what stands before.
  private(set) var numericDates: [Range<Int>] = []
  private(set) var silences: [Silence] = []
  private(set) var hasHTMLLinks = false

  init(_ bytes: [UInt8], from start: Int, words: WordTable, language: String) {
    var scanner = PageTextScanner(words: words, own: WordTable.Tongue(language: language))
    scanner.scan(bytes.span, from: start)
    lines = scanner.lines
    lineStarts = scanner.lineStarts
    hits = scanner.hits
    capitals = scanner.capitals
    emoji = scanner.emoji
    combining = scanner.combining
    invisible = scanner.invisible
    numericDates = scanner.numericDates
    hasHTMLLinks = scanner.hasHTMLLinks
    silences = Silence.all(in: bytes, comments: scanner.comments, lines: lines)
  }
}
