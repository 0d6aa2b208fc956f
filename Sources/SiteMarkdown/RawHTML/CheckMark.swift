/// `<!-- check-off image.missing-alt: why -->` is said to `sitegen check`, not to readers: it is never written.
package enum CheckMark {
  package static let word = "check-off"

  /// Whether raw HTML is such a comment and nothing else.
  static func isMark(_ html: ByteView) -> Bool {
    guard html.hasPrefix("<!--") else { return false }
    var offset = 4
    while isBlank(html.at(offset)) { offset += 1 }
    guard html.dropFirst(offset).hasPrefix("check-off"),
      let end = html.firstRange(of: "-->", from: offset)?.upperBound
    else { return false }
    return (end..<html.count).allSatisfy { HTMLWriter.isSpace(html[$0]) }
  }
}
