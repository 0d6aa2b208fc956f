extension PageTextScanner {
  /// The fields that readers read, by which rules for texts hold too. Their lines are none of the text's.
  mutating func scanFields(_ bytes: Span<UInt8>, of frontMatter: Range<Int>) {
    var offset = frontMatter.lowerBound
    var field = Field.other
    while offset < frontMatter.upperBound {
      let end = min(Self.lineEnd(bytes, from: offset), frontMatter.upperBound)
      var first = offset
      while first < end, bytes[first] == 0x20 { first += 1 }
      var keyEnd = first
      while keyEnd < end, isLetter(bytes[keyEnd]) { keyEnd += 1 }
      let key = first..<keyEnd
      let hasKey = keyEnd < end && bytes[keyEnd] == UInt8(ascii: ":")
      let value = hasKey ? keyEnd + 1..<end : first..<end
      if first == offset {
        field = hasKey ? Field(bytes, key) : .other
        if field == .text { scanField(bytes, value) }
      } else if field == .image {
        if bytes.says("alt", in: key) || bytes.says("caption", in: key) { scanField(bytes, value) }
      } else if field == .text {
        scanField(bytes, first..<end)
      }
      offset = end + 1
    }
    closeRun()
  }

  private enum Field {
    case text, image, other

    init(_ bytes: Span<UInt8>, _ key: Range<Int>) {
      if bytes.says("title", in: key) || bytes.says("summary", in: key) {
        self = .text
      } else {
        self = bytes.says("image", in: key) ? .image : .other
      }
    }
  }

  /// What can't be marked there, or means something else, is not told: languages, brackets, comments.
  private mutating func scanField(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let known = hits.count
    scanProse(bytes, range)
    dropForeignHits(from: known)
    wordCount += 10
    brackets = []
    comments = []
    isInComment = false
  }
}
