/// Typography works on the text while it is written: each handler looks at one character that may need another form,
/// decides by the characters around it, and replaces bytes or lets them pass.
extension HTMLWriter {
  /// The character before the cursor, across markup.
  func scalarBefore(_ cursor: TextCursor) -> UInt32 {
    cursor.offset > cursor.first ? Scalars.last(in: cursor.text[cursor.first..<cursor.offset]) : typography.before
  }

  /// The character at an offset of the text, or what a reader sees after the text.
  func scalar(at offset: Int, _ cursor: TextCursor) -> UInt32 {
    if offset < cursor.end { return Scalars.first(in: cursor.text[offset..<min(cursor.end, offset + 4)]) }
    guard let node = cursor.node else { return 0x0A }
    return Scalars.readAfter(node)
  }

  /// Writes something else for some bytes.
  mutating func replace(_ length: Int, by text: StaticString, _ cursor: inout TextCursor) {
    skip(length, &cursor)
    html.append(text)
    plain.append(text)
  }

  /// Makes the blank right before the cursor one that doesn't break.
  ///
  /// - Returns: whether there was one.
  private mutating func fixBlankBefore(_ space: StaticString, _ cursor: inout TextCursor) -> Bool {
    let blank = cursor.offset - 1
    guard blank >= cursor.start, cursor.text[blank] == UInt8(ascii: " ") else { return false }
    let offset = cursor.offset
    cursor.offset = blank
    replace(1, by: space, &cursor)
    cursor.offset = offset
    return true
  }

  // MARK: Quotes

  private func isOpeningContext(_ scalar: UInt32) -> Bool {
    if Scalars.isSpace(scalar) { return true }
    switch scalar {
    case 0x28, 0x5B, 0x7B, 0x2F, 0x2D, 0x2013, 0x2014, 0x201E, 0x201A, 0xAB, 0xA1, 0xBF: return true
    case 0x201C, 0x2018: return typography.language == .english
    case 0x22, 0x27: return true
    default: return false
    }
  }

  mutating func writeDoubleQuote(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let before = scalarBefore(cursor)
    let after = scalar(at: cursor.offset + 1, cursor)
    let canClose = typography.isOpen(.double)
    // `"24""`: of two marks after a number the first one is that of inches, if only one quote is open.
    if Scalars.isDigit(before), after == 0x22, typography.depth(.double) == 1, let quote = typography.pop(.double) {
      replace(1, by: "″", &cursor)
      replace(1, by: language.closing(quote), &cursor)
      return
    }
    let opens =
      isOpeningContext(before)
      ? !Scalars.isSpace(after) && !(canClose && isClosingMark(after) && !Scalars.isSpace(before))
      : !canClose && Scalars.isLetter(after) && !Scalars.isDigit(before)
    if opens {
      let written = typography.push(.double)
      replace(1, by: language.opening(written), &cursor)
    } else if let quote = typography.pop(.double) {
      replace(1, by: language.closing(quote), &cursor)
    } else if Scalars.isDigit(before) {
      replace(1, by: "″", &cursor)
    } else if Scalars.isSpace(before) && Scalars.isSpace(after) {
      flush(&cursor)
      html.append("&quot;")
      plain.append(UInt8(ascii: "\""))
      cursor.offset += 1
      cursor.start = cursor.offset
    } else {
      replace(1, by: language.closing(.double), &cursor)
    }
  }

  private func isClosingMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x5D, 0x0A: true
    default: false
    }
  }

  mutating func writeSingleQuote(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let before = scalarBefore(cursor)
    let after = scalar(at: cursor.offset + 1, cursor)
    let isWordBefore = Scalars.isLetter(before) || Scalars.isDigit(before)
    if isWordBefore && (Scalars.isLetter(after) || Scalars.isDigit(after)) {
      replace(1, by: Scalars.isDigit(before) && Scalars.isDigit(after) ? "′" : "’", &cursor)
    } else if isOpeningContext(before) && !Scalars.isSpace(after) {
      if isClipped(language, cursor, after: after) {
        replace(1, by: "’", &cursor)
      } else if hasCloser(cursor) {
        let written = typography.push(.single)
        replace(1, by: language.opening(written), &cursor)
      } else if let quote = typography.pop(.single) {
        replace(1, by: language.closing(quote), &cursor)
      } else {
        replace(1, by: "’", &cursor)
      }
    } else if let quote = typography.pop(.single) {
      replace(1, by: language.closing(quote), &cursor)
    } else if Scalars.isDigit(before) {
      replace(1, by: "′", &cursor)
    } else if isWordBefore || isClosingMark(before) {
      replace(1, by: "’", &cursor)
    } else {
      cursor.offset += 1
    }
  }

  /// `'80er`, `'n'`, `'tis`: the apostrophe stands for something left out at the start of a word.
  private func isClipped(_ language: TypographyLanguage, _ cursor: TextCursor, after: UInt32) -> Bool {
    let start = cursor.offset + 1
    if Scalars.isDigit(after) {
      return isDigit(cursor.text.at(start + 1)) && !isDigit(cursor.text.at(start + 2))
        && !(cursor.text.at(start + 2) == UInt8(ascii: "'"))
    }
    var end = start
    while end < cursor.end, end - start < 16, Self.isWordByte(cursor.text[end]) { end += 1 }
    guard language.isClipped(cursor.text[start..<end]) else { return false }
    // `'s'` is a letter in quotes, `'n'` is not.
    return cursor.text.at(end) != UInt8(ascii: "'") || end - start == 1
  }

  /// Whether a quote that opens at the cursor could be closed further on.
  private func hasCloser(_ cursor: TextCursor) -> Bool {
    var offset = cursor.offset + 1
    let limit = min(cursor.end, offset + 400)
    while let found = cursor.text[0..<limit].firstIndex(of: UInt8(ascii: "'"), from: offset) {
      let after = scalar(at: found + 1, cursor)
      if !Scalars.isLetter(after), !Scalars.isDigit(after), cursor.text[found - 1] != UInt8(ascii: " ") { return true }
      offset = found + 1
    }
    return limit == cursor.end && cursor.node?.next != nil
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte >= 0xC3 && byte != 0xE2 || byte & 0xC0 == 0x80
  }

  // MARK: Dashes

  mutating func writeHyphen(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let start = cursor.offset
    var end = start + 1
    while cursor.text.at(end) == UInt8(ascii: "-") { end += 1 }
    let before = scalarBefore(cursor)
    let after = scalar(at: end, cursor)
    switch end - start {
    case 1:
      if Scalars.isSpace(before), Scalars.isSpace(after), before != 0x0A || start > cursor.first,
        after != 0x0A || end < cursor.end
      {
        replace(1, by: "–", &cursor)
      } else if Scalars.isDigit(after), Scalars.isSpace(before) || before == 0x28, !isNumberBefore(start - 1, cursor),
        !NumberRange.followsPhoneWord(cursor.text, first: cursor.first, start)
      {
        replace(1, by: "\u{2212}", &cursor)
      } else if Scalars.isDigit(after), NumberRange.isRange(cursor.text, first: cursor.first, at: start) {
        replace(1, by: "–", &cursor)
      } else {
        cursor.offset = end
      }
    case 2:
      // `--strict` is an option of a program.
      if Scalars.isSpace(before) && Scalars.isLetter(after) {
        cursor.offset = end
      } else {
        replace(2, by: "–", &cursor)
      }
    case 3: replace(3, by: "—", &cursor)
    default: cursor.offset = end
    }
  }

  private func isNumberBefore(_ offset: Int, _ cursor: TextCursor) -> Bool {
    offset > cursor.first && isDigit(cursor.text[offset - 1])
  }

  // MARK: Periods

  mutating func writePeriod(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let start = cursor.offset
    if cursor.text.at(start + 1) == UInt8(ascii: ".") {
      writeEllipsis(language, &cursor)
      return
    }
    var word = start
    while word > cursor.first, start - word <= 8, Self.isWordByte(cursor.text[word - 1]) { word -= 1 }
    guard word < start, start - word <= 8, word == cursor.first || !isDigit(cursor.text[word - 1]) else {
      cursor.offset += 1
      return
    }
    if start - word <= 2, startsAbbreviation(cursor), writeCompoundAbbreviation(language, from: word, &cursor) {
      return
    }
    let next = start + 1
    guard cursor.text.at(next) == UInt8(ascii: " ") else {
      cursor.offset += 1
      return
    }
    let after = scalar(at: next + 1, cursor)
    let text = cursor.text[word..<start]
    let belongs =
      Scalars.isDigit(after)
      ? language.leadsNumber(text)
      : Scalars.isUppercase(after)
        && (language.leadsName(text) || isInitial(text, before: after, next + 1, cursor))
    cursor.offset = next
    if belongs { replace(1, by: "\u{A0}", &cursor) }
  }

  /// `J. S. Bach`: initials belong together and to the name.
  private func isInitial(_ word: ByteView, before after: UInt32, _ next: Int, _ cursor: TextCursor) -> Bool {
    guard word.count == 1, word[0] < 0x60 else { return false }
    return cursor.text.at(next + 1) == UInt8(ascii: ".")
  }

  /// Whether another short word with a period follows: a look that most periods don't pass.
  private func startsAbbreviation(_ cursor: TextCursor) -> Bool {
    let next = cursor.text.at(cursor.offset + 1) == UInt8(ascii: " ") ? cursor.offset + 2 : cursor.offset + 1
    for end in next + 1...next + 3 where cursor.text.at(end) == UInt8(ascii: ".") { return true }
    return false
  }

  /// `z. B.`, with or without the blank: its parts are joined by a narrow blank that doesn't break.
  private mutating func writeCompoundAbbreviation(
    _ language: TypographyLanguage, from word: Int, _ cursor: inout TextCursor
  ) -> Bool {
    let known = language.compoundAbbreviations
    var letters = cursor.text[word..<cursor.offset].array
    var gaps: [Range<Int>] = []
    var position = cursor.offset + 1
    var best = 0
    while gaps.count < 3 {
      var next = position
      if cursor.text.at(next) == UInt8(ascii: " ") { next += 1 }
      var end = next
      while end < cursor.end, end - next < 3, Self.isWordByte(cursor.text[end]) { end += 1 }
      guard end > next, end < cursor.end, cursor.text[end] == UInt8(ascii: ".") else { break }
      unsafe letters.append(contentsOf: cursor.text[next..<end].buffer)
      gaps.append(position..<next)
      position = end + 1
      if unsafe letters.withUnsafeBufferPointer({ unsafe known.contains(ByteView($0)) }) { best = gaps.count }
    }
    guard best > 0 else { return false }
    for gap in gaps.prefix(best) {
      cursor.offset = gap.lowerBound
      // Chicago writes `a.m.`, `i.e.` without blanks.
      if language != .english || !gap.isEmpty { replace(gap.count, by: "\u{202F}", &cursor) }
    }
    let last = gaps[best - 1].upperBound
    cursor.offset = last
    while cursor.offset < cursor.end, cursor.text[cursor.offset] != UInt8(ascii: ".") { cursor.offset += 1 }
    cursor.offset += 1
    return true
  }

  private mutating func writeEllipsis(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let start = cursor.offset
    var end = start
    while cursor.text.at(end) == UInt8(ascii: ".") { end += 1 }
    switch end - start {
    case 3:
      if language == .german { _ = fixBlankBefore("\u{A0}", &cursor) }
      replace(3, by: "…", &cursor)
    case 4 where language == .english:
      cursor.offset += 1
      replace(3, by: "…", &cursor)
    default: cursor.offset = end
    }
  }

  // MARK: French spaces

  /// `;`, `!`, `?` take a narrow blank before them, the colon a full one.
  mutating func writeHighPunctuation(_ space: StaticString, _ cursor: inout TextCursor) {
    let before = scalarBefore(cursor)
    let after = scalar(at: cursor.offset + 1, cursor)
    if before == 0x20, !Scalars.isLetter(after) || Scalars.isSpace(after) {
      if fixBlankBefore(space, &cursor) {
        cursor.offset += 1
        return
      }
    } else if endsWord(before), Scalars.isSpace(after) || isClosingMark(after) || after == 0x22 || after == 0xBB {
      replace(0, by: space, &cursor)
    }
    cursor.offset += 1
  }

  private func endsWord(_ scalar: UInt32) -> Bool {
    Scalars.isLetter(scalar) || Scalars.isDigit(scalar) || [0x29, 0x5D, 0xBB, 0x201D, 0x2026, 0x25].contains(scalar)
  }

  /// Guillemets that the author typed, the section sign, the degree sign.
  mutating func writeLatinSign(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let second = cursor.text.at(cursor.offset + 1)
    if second == 0xAB || second == 0xBB { noteTypedQuote(UInt32(second), length: 2, cursor) }
    switch second {
    case 0xAB where language == .french:
      cursor.offset += 2
      let length = cursor.text.at(cursor.offset) == UInt8(ascii: " ") ? 1 : 0
      let next = scalar(at: cursor.offset, cursor)
      if length == 1 || !Scalars.isSpace(next) { replace(length, by: "\u{202F}", &cursor) }
    case 0xBB where language == .french:
      let before = scalarBefore(cursor)
      if !fixBlankBefore("\u{202F}", &cursor), !Scalars.isSpace(before) { replace(0, by: "\u{202F}", &cursor) }
      cursor.offset += 2
    case 0xA7:
      cursor.offset += 2
      if cursor.text.at(cursor.offset) == UInt8(ascii: " "), isDigit(cursor.text.at(cursor.offset + 1)) {
        replace(1, by: "\u{A0}", &cursor)
      }
    case 0xB0 where language == .french:
      // `n° 5`
      cursor.offset += 2
      if cursor.text.at(cursor.offset) == UInt8(ascii: " "), isDigit(cursor.text.at(cursor.offset + 1)) {
        replace(1, by: "\u{A0}", &cursor)
      }
    default: cursor.offset += 2
    }
    cursor.offset = min(cursor.offset, cursor.end)
  }

  /// `Mme Dupont`
  mutating func writeCapital(_ language: TypographyLanguage, _ cursor: inout TextCursor) {
    let start = cursor.offset
    var end = start
    while end < cursor.end, end - start < 6, Self.isWordByte(cursor.text[end]) { end += 1 }
    let before = scalarBefore(cursor)
    cursor.offset = end
    guard !Scalars.isLetter(before), cursor.text.at(end) == UInt8(ascii: " "),
      Scalars.isUppercase(scalar(at: end + 1, cursor)), language.leadsNameWithoutPeriod(cursor.text[start..<end])
    else { return }
    replace(1, by: "\u{A0}", &cursor)
  }
}
