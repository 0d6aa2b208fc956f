extension PageTextScanner {
  mutating func scanWord(from start: Int, to end: Int) -> Int {
    let word = word(from: start, to: end)
    var offset = word.end
    if offset + 2 < end, bytes[offset] == UInt8(ascii: ":"), bytes[offset + 1] == UInt8(ascii: "/"),
      bytes[offset + 2] == UInt8(ascii: "/")
    {
      while offset < end, bytes[offset] > 0x20 { offset += 1 }
      return offset
    }
    let range = start..<offset
    wordCount += 1
    if word.hasDigit {
      if word.letters == 0 { noteNumber(range) }
      return offset
    }
    if word.hasLower { closeRun() } else { run.add(range, letters: word.letters) }
    if let meanings = words.meanings(of: word.hash.value) {
      for meaning in meanings { hits.append(.init(meaning: meaning, range: range, word: wordCount)) }
    }
    return max(offset, start + 1)
  }

  private struct Word {
    var end: Int
    var hash = WordHash()
    var letters = 0
    var hasLower = false
    var hasDigit = false
  }

  private func word(from start: Int, to end: Int) -> Word {
    var word = Word(end: start)
    var previous: UInt8 = 0
    let span = bytes.span
    while word.end < end {
      let byte = span[word.end]
      if byte < 0x80 {
        if byte &- 0x61 < 26 {
          word.hasLower = true
          word.letters += 1
        } else if byte &- 0x41 < 26 {
          word.letters += 1
        } else if isDigit(byte) {
          word.hasDigit = true
        } else {
          break
        }
      } else if byte == 0xC3, word.end + 1 < end {
        word.hash.add(byte, after: previous)
        previous = byte
        word.end += 1
        word.letters += 1
        if span[word.end] >= 0x9F { word.hasLower = true }
      } else if byte == 0xC4 || byte == 0xC5 {
        word.hasLower = true
        word.letters += 1
      } else if byte & 0xC0 != 0x80 || previous < 0x80 {
        break
      }
      word.hash.add(span[word.end], after: previous)
      previous = span[word.end]
      word.end += 1
    }
    return word
  }

  /// `DD.MM.YYYY`, seen from its year.
  private mutating func noteNumber(_ year: Range<Int>) {
    guard year.count == 4, year.lowerBound >= 4, bytes[year.lowerBound - 1] == UInt8(ascii: ".") else { return }
    var start = year.lowerBound - 1
    var dots = 0
    while start > 0, isDigit(bytes[start - 1]) || (bytes[start - 1] == UInt8(ascii: ".") && dots == 0) {
      start -= 1
      if bytes[start] == UInt8(ascii: ".") { dots += 1 }
    }
    if dots == 1, start < year.lowerBound - 3 { numericDates.append(start..<year.upperBound) }
  }

  mutating func closeRun() {
    guard !run.isEmpty else { return }
    if let range = run.range { capitals.append(range) }
    run = CapitalRun()
  }

  mutating func scanWide(_ byte: UInt8, at offset: Int, to end: Int) -> Int {
    switch byte {
    case 0xC3, 0xC4, 0xC5: return scanWord(from: offset, to: end)
    case 0xC2: return offset + 2
    case 0xCC, 0xCD:
      if offset > 0, isLetter(bytes[offset - 1]), combining.count < 100 {
        combining.append(offset - 1..<min(end, offset + 2))
      }
      return offset + 2
    case 0xE2:
      guard offset + 2 < end else { return end }
      let (second, third) = (bytes[offset + 1], bytes[offset + 2])
      if (second == 0x80 && third == 0x8B) || (second == 0x81 && third == 0xA0) {
        invisible.append(offset..<offset + 3)
      }
      // U+2600…U+27BF: the older pictographs.
      if second >= 0x98, second <= 0x9E { noteEmoji(offset..<offset + 3) }
      return offset + 3
    case 0xEF:
      guard offset + 2 < end else { return end }
      if bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF { invisible.append(offset..<offset + 3) }
      return offset + 3
    case 0xF0:
      let wide = offset..<min(end, offset + 4)
      if wide.count == 4, bytes[offset + 1] == 0x9F { noteEmoji(wide) }
      return wide.upperBound
    default:
      var next = offset + 1
      while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
      return next
    }
  }

  /// A pictograph; joiners, variation selectors and blanks don't part a run.
  private mutating func noteEmoji(_ range: Range<Int>) {
    if let last = emoji.last, onlyGlue(last.range.upperBound..<range.lowerBound) {
      let isJoined = bytes[last.range.upperBound..<range.lowerBound].suffix(3).elementsEqual([0xE2, 0x80, 0x8D])
      emoji[emoji.count - 1] = (last.range.lowerBound..<range.upperBound, last.count + (isJoined ? 0 : 1))
    } else {
      emoji.append((range, 1))
    }
  }

  private func onlyGlue(_ range: Range<Int>) -> Bool {
    guard range.count <= 12 else { return false }
    var offset = range.lowerBound
    while offset < range.upperBound {
      switch bytes[offset] {
      case 0x20: offset += 1
      case 0xE2 where bytes[offset...].starts(with: [0xE2, 0x80, 0x8D]): offset += 3
      case 0xEF where bytes[offset...].starts(with: [0xEF, 0xB8, 0x8F]): offset += 3
      default: return false
      }
    }
    return true
  }
}
