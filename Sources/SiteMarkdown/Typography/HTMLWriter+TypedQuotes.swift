/// Quotation marks that an author typed stay as they are; but they open and close levels as straight ones do, so that a
/// straight mark behind them knows what it is: `„Horizont 2030"`.
extension HTMLWriter {
  /// Passes a character that may be a quotation mark.
  mutating func passTypedQuote(_ cursor: inout TextCursor) {
    let (second, third) = (cursor.text.at(cursor.offset + 1), cursor.text.at(cursor.offset + 2))
    if second == 0x80, (0x98...0x9F).contains(third) || third == 0xB9 || third == 0xBA {
      noteTypedQuote(0x2000 | UInt32(third & 0x3F), length: 3, cursor)
    }
    cursor.offset = min(cursor.end, cursor.offset + 1)
  }

  /// Opens or closes a level.
  mutating func noteTypedQuote(_ mark: UInt32, length: Int, _ cursor: TextCursor) {
    guard let quote = Self.typedQuote(mark) else { return }
    let after = scalar(at: cursor.offset + length, cursor)
    // An apostrophe.
    if mark == 0x2019, Scalars.isLetter(after) || Scalars.isDigit(after) { return }
    if let closing = quote.alwaysOpens {
      typography.push(quote.sort, closing: closing)
    } else if opensQuote(before: scalarBefore(cursor), after: after, quote.sort) {
      if let closing = quote.mayOpen { typography.push(quote.sort, closing: closing) }
    } else {
      _ = typography.pop(quote.sort)
    }
  }

  private func opensQuote(before: UInt32, after: UInt32, _ sort: TypographyLanguage.Quote) -> Bool {
    if Scalars.isSpace(after) { return false }
    return Scalars.isSpace(before) || [0x28, 0x5B, 0x2F, 0x201E, 0x201A, 0xAB, 0xBB, 0x201C].contains(before)
  }

  private struct TypedQuote {
    let sort: TypographyLanguage.Quote
    /// What closes it, if it is only ever an opening mark.
    var alwaysOpens: StaticString?
    /// What closes it where it stands before a word.
    var mayOpen: StaticString?
  }

  private static func typedQuote(_ mark: UInt32) -> TypedQuote? {
    switch mark {
    case 0x201E: TypedQuote(sort: .double, alwaysOpens: "“")
    case 0x201A: TypedQuote(sort: .single, alwaysOpens: "‘")
    case 0x201C: TypedQuote(sort: .double, mayOpen: "”")
    case 0x201D: TypedQuote(sort: .double, mayOpen: "”")
    case 0x2018: TypedQuote(sort: .single, mayOpen: "’")
    case 0x2019: TypedQuote(sort: .single)
    case 0xAB: TypedQuote(sort: .double, mayOpen: "»")
    case 0xBB: TypedQuote(sort: .double, mayOpen: "«")
    case 0x2039: TypedQuote(sort: .single, mayOpen: "›")
    case 0x203A: TypedQuote(sort: .single, mayOpen: "‹")
    default: nil
    }
  }
}
