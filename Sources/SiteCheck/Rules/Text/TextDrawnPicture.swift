import SiteDiagnostics

extension Rule {
  static let textDrawnPicture = Rule(
    "text.drawn-picture", .warning, "pictures are not drawn with characters",
    .page { page, findings in
      let lines = page.text.lines
      var index = 0
      while index < lines.count {
        guard lines[index].kind == .code else {
          index += 1
          continue
        }
        let start = index
        while index < lines.count, lines[index].kind == .code { index += 1 }
        // A block that says its language is code.
        if start > 0, lines[start - 1].kind == .fence,
          page.bytes[lines[start - 1].range].contains(where: { isLetter($0) })
        {
          continue
        }
        let range = lines[start].range.lowerBound..<lines[index - 1].range.upperBound
        guard index - start >= 3, isDrawing(page.bytes[range]) else { continue }
        findings.add(
          "this seems to be a picture made of characters", at: lines[start].range,
          hint: "a screen reader reads every sign: use a picture with an alternative text, or a table")
      }
    })

  private static func isDrawing(_ text: ArraySlice<UInt8>) -> Bool {
    var words = 0
    var signs = 0
    for byte in text {
      if isLetter(byte) || isDigit(byte) {
        words += 1
      } else if byte > 0x20, byte != UInt8(ascii: "."), byte != UInt8(ascii: ",") {
        signs += 1
      }
    }
    return signs > 20 && signs > words
  }
}
