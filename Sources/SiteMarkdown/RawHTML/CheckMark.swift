/// `<!-- check-off image.missing-alt: why -->` is said to `sitegen check`, not to readers: it is never written.
enum CheckMark {
  /// What is left of raw HTML without such comments.
  enum Content {
    case untouched
    /// There is nothing to write.
    case nothing
    case rest([UInt8])
  }

  static func content(of html: ByteView) -> Content {
    guard html.firstIndex(of: UInt8(ascii: "!")) != nil, html.contains("check-off") else { return .untouched }
    var rest: [UInt8] = []
    var position = 0
    while let start = html.firstRange(of: "<!--", from: position)?.lowerBound {
      let end = html.firstRange(of: "-->", from: start + 4)?.upperBound ?? html.count
      rest += html[position..<start].array
      if !isMark(html[start..<end]) { rest += html[start..<end].array }
      position = end
    }
    rest += html[position..<html.count].array
    return rest.allSatisfy(HTMLWriter.isSpace) ? .nothing : .rest(rest)
  }

  private static func isMark(_ comment: ByteView) -> Bool {
    var offset = 4
    while HTMLWriter.isSpace(comment.at(offset)) { offset += 1 }
    return comment.dropFirst(offset).hasPrefix("check-off")
  }
}
