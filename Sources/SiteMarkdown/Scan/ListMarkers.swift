/// The list markers that stand for footnotes and definitions when a document is fed: such that the document's own lists
/// don't use, so that a footnote never joins one of those.
struct ListMarkers {
  /// With its blanks: what belongs to a footnote is indented by four.
  let footnote: [UInt8]
  let definition: UInt8

  init(unusedIn body: ByteView) {
    var free = [UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "-")]
    free.removeAll { Self.isUsed($0, in: body) }
    definition = free.popLast() ?? UInt8(ascii: "+")
    if let marker = free.popLast() {
      footnote = [marker] + Array("   ".utf8)
    } else {
      footnote = Array((body.contains(") ") ? "1.  " : "1)  ").utf8)
    }
  }

  /// Whether some line starts with the marker, at any indentation.
  private static func isUsed(_ marker: UInt8, in body: ByteView) -> Bool {
    var position = 0
    while let found = body.firstIndex(of: marker, from: position) {
      position = found + 1
      guard isBlank(body.at(found + 1)) || body.at(found + 1) == UInt8(ascii: "\n") else { continue }
      var before = found - 1
      while before >= 0, isBlank(body[before]) || body[before] == UInt8(ascii: ">") { before -= 1 }
      if before < 0 || body[before] == UInt8(ascii: "\n") { return true }
    }
    return false
  }
}
