extension PageTextScanner {
  /// What begins with a byte beyond ASCII.
  mutating func scanWide(_ bytes: Span<UInt8>, at offset: Int, to end: Int) -> Int {
    switch bytes[offset] {
    case 0xC3, 0xC4, 0xC5: return scanWord(bytes, from: offset, to: end)
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
      if second >= 0x98, second <= 0x9E { noteEmoji(bytes, offset..<offset + 3) }
      return offset + 3
    case 0xEF:
      guard offset + 2 < end else { return end }
      if bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF { invisible.append(offset..<offset + 3) }
      return offset + 3
    case 0xF0:
      let wide = offset..<min(end, offset + 4)
      if wide.count == 4, bytes[offset + 1] == 0x9F { noteEmoji(bytes, wide) }
      return wide.upperBound
    default:
      var next = offset + 1
      while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
      return next
    }
  }

  /// A pictograph; joiners, variation selectors and blanks don't part a run.
  private mutating func noteEmoji(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if let last = emoji.last, onlyGlue(bytes, last.range.upperBound..<range.lowerBound) {
      let isJoined =
        (range.lowerBound - last.range.upperBound >= 3 && bytes.stands("\u{200D}", at: range.lowerBound - 3))
        || isPart(bytes, range, after: last.range)
      emoji[emoji.count - 1] = (last.range.lowerBound..<range.upperBound, last.count + (isJoined ? 0 : 1))
    } else {
      emoji.append((range, 1))
    }
  }

  /// Whether a pictograph is a part of the one before it: the second letter of a flag, a colour of skin.
  private func isPart(_ bytes: Span<UInt8>, _ range: Range<Int>, after last: Range<Int>) -> Bool {
    guard range.count == 4, range.lowerBound == last.upperBound, bytes[range.lowerBound] == 0xF0 else { return false }
    let (third, fourth) = (bytes[range.lowerBound + 2], bytes[range.lowerBound + 3])
    // U+1F3FB…U+1F3FF.
    if third == 0x8F, fourth >= 0xBB { return true }
    // U+1F1E6…U+1F1FF, of which two make a flag.
    func isLetterOfFlag(_ start: Int) -> Bool {
      bytes[start] == 0xF0 && bytes[start + 1] == 0x9F && bytes[start + 2] == 0x87 && bytes[start + 3] >= 0xA6
    }
    guard isLetterOfFlag(range.lowerBound) else { return false }
    var letters = 0
    var start = range.lowerBound
    while start - 4 >= last.lowerBound, isLetterOfFlag(start - 4) {
      letters += 1
      start -= 4
    }
    return letters % 2 == 1
  }

  private func onlyGlue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 12 else { return false }
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] == 0x20 {
        offset += 1
      } else if bytes.stands("\u{200D}", at: offset) || bytes.stands("\u{FE0F}", at: offset) {
        offset += 3
      } else {
        return false
      }
    }
    return true
  }
}
