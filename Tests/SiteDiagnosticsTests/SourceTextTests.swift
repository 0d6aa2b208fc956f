import SiteDiagnostics
import Testing

@Suite struct SourceTextTests {
  @Test func columnsCountCharactersAndOffsetsCountBytes() {
    let source = SourceText(path: "a.md", text: "Grüße\r\naus Köln: 🇩🇪x\n")
    let offset = Array("Grüße\r\naus Köln: 🇩🇪".utf8).count
    let location = source.location(of: offset..<offset + 1)
    #expect(location.line == 2)
    #expect(location.column == 12)
    #expect(location.length == 1)
    #expect(location.excerpt == "aus Köln: 🇩🇪x")
  }

  @Test func rangesOutsideOfTheTextAreClamped() {
    let source = SourceText(path: "a.md", text: "ab")
    #expect(source.location(of: 50..<90) == SourceLocation(path: "a.md", line: 1, column: 3, length: 0, excerpt: "ab"))
    #expect(SourceText(path: "e", bytes: []).location(at: 0).line == 1)
  }

  @Test func aMarkOverSeveralLinesEndsWithItsFirst() {
    let source = SourceText(path: "a.md", text: "eins\nzwei\n")
    #expect(source.location(of: 2..<8).length == 2)
  }

  @Test func aVeryLongLineIsCutAroundThePlace() throws {
    let source = SourceText(path: "a.md", text: String(repeating: "ä", count: 5_000_000))
    let location = source.location(of: 4_000_000..<4_000_002)
    #expect(location.column == 2_000_001)
    #expect(try #require(location.excerpt).count <= 200)
    #expect(location.excerptStart > 1_999_000)
  }

  @Test func invalidBytesDoNotStopALocation() {
    let source = SourceText(path: "a", bytes: [0xFF, 0xC3, 0x0A, 0x80, 0x61])
    #expect(source.location(at: 4).line == 2)
  }

  @Test(arguments: [(1, 1, 0), (1, 3, 3), (2, 1, 5), (2, 99, 7), (9, 1, 7)])
  func linesAndColumnsLeadBackToOffsets(line: Int, column: Int, offset: Int) {
    #expect(SourceText(path: "a", text: "aäb\nxy").offset(line: line, column: column) == offset)
  }

  @Test(arguments: [1, 7, 11])
  func aCursorFindsWhatALookFromTheStartFinds(step: Int) {
    let text =
      "Grüße\r\n\naus Köln: 🇩🇪x\r\n\u{301}e\u{301} a\u{301}b\n" + String(repeating: "äb ", count: 300) + "\nx\r\n"
    let source = SourceText(path: "a.md", bytes: Array(text.utf8) + [0xFF, 0x61, 0x0A, 0xC3])
    var cursor = SourceCursor(source)
    // In order with step 1, to and fro with the others.
    for index in 0...source.bytes.count + 2 {
      let offset = index * step % (source.bytes.count + 3)
      let range = offset..<offset + index % 5
      #expect(cursor.location(of: range) == source.location(of: range))
    }
  }
}
