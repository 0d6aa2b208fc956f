/// What the bytes of running text mean to the writer: most mean nothing, and are passed over in a tight loop.
@safe struct ByteClasses: ~Copyable {
  /// Why a byte of text needs a look.
  enum Class: UInt8 {
    case text
    /// `<`, `>`, `&`
    case markup
    case quote
    case apostrophe
    case hyphen
    case period
    case digit
    case tilde
    case openBracket
    case closeBracket
    /// A shortcode may start that can't be read, or another tool's.
    case openBrace
    /// A mark of emphasis or code that nothing pairs.
    case shownMark
    case colon
    /// First byte of a sentinel or placeholder.
    case marker
    /// `!`, `?`, `;`
    case highPunctuation
    /// First byte of guillemets, the section and the degree sign.
    case latinSign
    /// First byte of quotation marks that an author typed.
    case typedQuote
    /// `M`, `D`: a title may start.
    case capital
  }

  private let table: UnsafeMutablePointer<UInt8>

  init() {
    unsafe table = .allocate(capacity: 256)
    unsafe table.initialize(repeating: 0, count: 256)
    self[UInt8(ascii: "<")] = .markup
    self[UInt8(ascii: ">")] = .markup
    self[UInt8(ascii: "&")] = .markup
    self[UInt8(ascii: "\"")] = .quote
  }

  deinit {
    unsafe table.deallocate()
  }

  subscript(byte: UInt8) -> Class {
    @inline(__always) get { unsafe Class(rawValue: table[Int(byte)]).unsafelyUnwrapped }
    nonmutating set { unsafe table[Int(byte)] = newValue.rawValue }
  }

  /// The first byte at or after an offset that isn't plain text, or the end.
  @inline(__always)
  func nextSpecial(in text: ByteView, from offset: Int) -> Int {
    guard offset < text.count, let base = unsafe text.base else { return text.count }
    var position = offset
    // Eight at a time: most text is plain.
    while position + 8 <= text.count {
      let next = unsafe base + position
      let low = unsafe table[Int(next[0])] | table[Int(next[1])] | table[Int(next[2])] | table[Int(next[3])]
      let high = unsafe table[Int(next[4])] | table[Int(next[5])] | table[Int(next[6])] | table[Int(next[7])]
      if low | high != 0 { break }
      position += 8
    }
    while unsafe position < text.count && table[Int(base[position])] == 0 { position += 1 }
    return position
  }
}
