extension PageTextScanner {
  mutating func scanMark(_ bytes: Span<UInt8>, at offset: Int, to end: Int) -> Int {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\\"): return offset + 2
    case UInt8(ascii: "`"): return Self.endOfCode(bytes, offset, end)
    case UInt8(ascii: "<"): return skipTag(bytes, offset, end)
    case UInt8(ascii: "["):
      brackets.append(hits.count)
      return offset + 1
    case UInt8(ascii: "]"): return closeBracket(bytes, offset, end)
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"):
      closeRun()
      return offset + 1
    case UInt8(ascii: "{"):
      if offset + 1 < end, bytes[offset + 1] == byte { return bytes.end(of: "}}", from: offset, to: end) ?? end }
      return Self.endOfAttributes(bytes, offset, end)
    // `MAX_UPLOAD_SIZE` is a name.
    case UInt8(ascii: "_")
    where offset > 0 && isLetter(bytes[offset - 1]) && offset + 1 < end && isLetter(bytes[offset + 1]):
      run = CapitalRun()
      return offset + 1
    default: return offset + 1
    }
  }

  /// Past a link's address or a span's attributes. Words in `[…]{lang=…}` are foreign with good reason.
  private mutating func closeBracket(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Int {
    let opened = brackets.popLast()
    guard offset + 1 < end else { return offset + 1 }
    if bytes[offset + 1] == UInt8(ascii: "(") { return Self.endOfAddress(bytes, offset + 1, end) ?? offset + 2 }
    // The label of a reference is no word of the text.
    if bytes[offset + 1] == UInt8(ascii: "["), let close = bytes.first(UInt8(ascii: "]"), from: offset + 2, to: end) {
      return close + 1
    }
    guard bytes[offset + 1] == UInt8(ascii: "{") else { return offset + 1 }
    let close = Self.endOfAttributes(bytes, offset + 1, end)
    if let opened, bytes.end(of: "lang=", from: offset, to: close) != nil { dropForeignHits(from: opened) }
    return close
  }

  /// Drops the words of other languages among the last hits.
  mutating func dropForeignHits(from first: Int) {
    guard first < hits.count, hits[first...].contains(where: \.isForeign) else { return }
    hits.replaceSubrange(first..., with: hits[first...].filter { !$0.isForeign })
  }

  /// From the parenthesis that opens to what follows the one that closes.
  private static func endOfAddress(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var depth = 0
    for offset in start..<end {
      if bytes[offset] == UInt8(ascii: "(") { depth += 1 }
      if bytes[offset] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return offset + 1 }
      }
    }
    return nil
  }

  private static func endOfAttributes(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Int {
    (bytes.first(UInt8(ascii: "}"), from: offset, to: end) ?? offset) + 1
  }

  private static func endOfCode(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Int {
    var run = offset
    while run < end, bytes[run] == UInt8(ascii: "`") { run += 1 }
    let length = run - offset
    var position = run
    while let start = bytes.first(UInt8(ascii: "`"), from: position, to: end) {
      var close = start
      while close < end, bytes[close] == UInt8(ascii: "`") { close += 1 }
      if close - start == length { return close }
      position = close
    }
    return run
  }

  private mutating func skipTag(_ bytes: Span<UInt8>, _ offset: Int, _ end: Int) -> Int {
    guard offset + 1 < end else { return offset + 1 }
    let next = bytes[offset + 1]
    if next == UInt8(ascii: "!"), offset + 4 <= end, bytes.stands("<!--", at: offset) {
      let close = bytes.end(of: "-->", from: offset + 4, to: end)
      if close == nil { isInComment = true }
      comments.append(offset..<(close ?? bytes.end(of: "-->", from: offset + 4, to: bytes.count) ?? bytes.count))
      return close ?? end
    }
    if next | 0x20 == UInt8(ascii: "a"), offset + 2 < end, bytes[offset + 2] <= 0x20 { hasHTMLLinks = true }
    guard isLetter(next) || next == UInt8(ascii: "/"),
      let close = bytes.first(UInt8(ascii: ">"), from: offset, to: end)
    else { return offset + 1 }
    return close + 1
  }
}
