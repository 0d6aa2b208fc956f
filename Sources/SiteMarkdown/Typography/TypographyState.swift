/// What typography remembers from one run of text to the next.
struct TypographyState {
  let language: TypographyLanguage?
  /// The character before the run, whatever markup lay between; a line break at the start of a block.
  var before: UInt32 = 0x0A
  /// The quotes that are open, outermost first: what was typed and what was written for it.
  private var open: [OpenQuote] = []

  struct OpenQuote {
    let typed: TypographyLanguage.Quote
    let written: TypographyLanguage.Quote
    /// What closes a quote that an author opened with a mark of a language: `“` after `„`.
    var closing: StaticString?
  }

  /// What stands for code, images and other things that are read like a word.
  static let someLetter: UInt32 = 0x78

  /// Deeper quotes are not nested by anyone but an attacker.
  private static let depthLimit = 16

  init(language: TypographyLanguage?) {
    self.language = language
  }

  mutating func startBlock() {
    before = 0x0A
    if !open.isEmpty { open.removeAll(keepingCapacity: true) }
  }

  func isOpen(_ typed: TypographyLanguage.Quote) -> Bool { open.contains { $0.typed == typed } }

  /// Opens a quote; within one of its own sort it becomes the other sort.
  mutating func push(_ typed: TypographyLanguage.Quote) -> TypographyLanguage.Quote {
    var written = typed
    if let outer = open.last, outer.written == typed { written = typed == .double ? .single : .double }
    if open.count < Self.depthLimit { open.append(OpenQuote(typed: typed, written: written)) }
    return written
  }

  /// How many quotes that were typed like this are open.
  func depth(_ typed: TypographyLanguage.Quote) -> Int { open.count { $0.typed == typed } }

  /// Opens a quote whose mark is an author's own.
  mutating func push(_ quote: TypographyLanguage.Quote, closing: StaticString) {
    if open.count < Self.depthLimit { open.append(OpenQuote(typed: quote, written: quote, closing: closing)) }
  }

  /// Closes the innermost quote that was typed like this, and what was left open within it.
  mutating func pop(_ typed: TypographyLanguage.Quote) -> OpenQuote? {
    guard let index = open.lastIndex(where: { $0.typed == typed }) else { return nil }
    let quote = open[index]
    open.removeSubrange(index...)
    return quote
  }
}
