extension Text {
  /// The pieces between occurrences of a separator, at most `limit` splits, counted from the start.
  func split(_ separator: TextSearch, limit: Int = .max) -> [Text] {
    var pieces: [Text] = []
    var start = 0
    for offset in separator.offsets(in: self, limit: limit) {
      pieces.append(slice(start..<offset))
      start = offset + separator.needle.byteCount
    }
    pieces.append(slice(start..<byteCount))
    return pieces
  }

  /// As `split`, but the splits are counted from the end.
  func splitFromEnd(_ separator: Text, limit: Int) -> [Text] {
    var pieces: [Text] = []
    var end = byteCount
    while pieces.count < limit, let offset = lastOffset(of: separator, before: end) {
      pieces.append(slice(offset + separator.byteCount..<end))
      end = offset
    }
    pieces.append(slice(0..<end))
    return pieces.reversed()
  }

  /// The words between runs of white space, at most `limit` splits; what is left at the end is trimmed at its start alone.
  func words(limit: Int = .max) -> [Text] {
    var words: [Text] = []
    var rest = trimmed(.start)
    while !rest.isEmpty {
      guard words.count < limit, let end = rest.firstOffset(where: { $0.isSpace }) else {
        words.append(words.count < limit ? rest.trimmed(.end) : rest)
        break
      }
      words.append(rest.slice(0..<end))
      rest = rest.slice(end..<rest.byteCount).trimmed(.start)
    }
    return words
  }

  /// As `words`, but the splits are counted from the end.
  func wordsFromEnd(limit: Int) -> [Text] {
    var words: [Text] = []
    var rest = trimmed(.end)
    while !rest.isEmpty {
      guard words.count < limit, let start = rest.lastOffset(where: { $0.isSpace }) else {
        words.append(words.count < limit ? rest.trimmed(.start) : rest)
        break
      }
      words.append(rest.slice(start..<rest.byteCount))
      rest = rest.slice(0..<start).trimmed(.end)
    }
    return words.reversed()
  }

  /// The byte offset of the last occurrence that ends at or before an offset.
  func lastOffset(of other: Text, before end: Int) -> Int? {
    let haystack = bytes
    let wanted = other.bytes
    var start = end - wanted.count
    while start >= 0 {
      var index = 0
      while index < wanted.count, haystack[start + index] == wanted[index] { index += 1 }
      if index == wanted.count { return start }
      start -= 1
    }
    return nil
  }

  /// Where the first code point of a kind begins.
  func firstOffset(where predicate: (Unicode.Scalar) -> Bool) -> Int? {
    var offset = 0
    while offset < byteCount {
      let (scalar, end) = scalar(at: offset)
      if predicate(scalar) { return offset }
      offset = end
    }
    return nil
  }

  /// Where the last code point of a kind ends.
  func lastOffset(where predicate: (Unicode.Scalar) -> Bool) -> Int? {
    var offset = byteCount
    while offset > 0 {
      let (scalar, start) = scalar(before: offset)
      if predicate(scalar) { return offset }
      offset = start
    }
    return nil
  }
}
