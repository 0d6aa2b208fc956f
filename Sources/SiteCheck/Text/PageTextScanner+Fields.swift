extension PageTextScanner {
  /// The fields that readers read, by which rules for texts hold too. Their lines are none of the text's.
  mutating func scanFields(of frontMatter: Range<Int>) {
    var offset = frontMatter.lowerBound
    var field: [UInt8] = []
    while offset < frontMatter.upperBound {
      let end = min(lineEnd(from: offset), frontMatter.upperBound)
      var first = offset
      while first < end, bytes[first] == 0x20 { first += 1 }
      let key = Array(bytes[first..<end].prefix { isLetter($0) })
      let hasKey = first + key.count < end && bytes[first + key.count] == UInt8(ascii: ":")
      let value = hasKey ? first + key.count + 1..<end : first..<end
      if first == offset {
        field = hasKey ? key : []
        if field.elementsEqual("title".utf8) || field.elementsEqual("summary".utf8) { scanField(value) }
      } else if field.elementsEqual("image".utf8) {
        if key.elementsEqual("alt".utf8) || key.elementsEqual("caption".utf8) { scanField(value) }
      } else if field.elementsEqual("title".utf8) || field.elementsEqual("summary".utf8) {
        scanField(first..<end)
      }
      offset = end + 1
    }
    closeRun()
  }

  /// What can't be marked there, or means something else, is not told: languages, brackets, comments.
  private mutating func scanField(_ range: Range<Int>) {
    let known = hits.count
    scanProse(range)
    hits.replaceSubrange(known..., with: hits[known...].filter { !$0.isForeign })
    wordCount += 10
    brackets = []
    comments = []
    nearLinks = []
    isInComment = false
  }
}
