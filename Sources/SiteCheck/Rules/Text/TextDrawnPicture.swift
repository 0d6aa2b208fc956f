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

  /// Whether most of a text are the signs that people draw with. Letters of any script are words, and so is what program
  /// code is full of: brackets, quotes, full stops.
  private static func isDrawing(_ text: ArraySlice<UInt8>) -> Bool {
    var words = 0
    var signs = 0
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case 0..<0x20, 0x20: break
      case 0x80..<0xC0:
        // U+2500…U+25FF: lines, blocks, shapes; U+2190…U+21FF: arrows. Their first byte was taken for a letter.
        if previous == 0xE2, (0x94...0x97).contains(byte) || byte == 0x86 || byte == 0x87 {
          signs += 1
          words -= 1
        }
      case 0xC0...: words += 1
      default:
        if isLetter(byte) || isDigit(byte) {
          words += 1
        } else if "|-_/\\+=*#~^<>".utf8.contains(byte) {
          signs += 1
        }
      }
      previous = byte
    }
    return signs > 20 && signs > words
  }
}
