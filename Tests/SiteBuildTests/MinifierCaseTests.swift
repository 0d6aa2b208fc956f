import TestSupport
import Testing

@testable import SiteBuild

/// Every file of `Cases/styles` and `Cases/scripts`: a text, and what is left of it.
@Suite struct MinifierCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/styles"))
  func aStyleIsShortened(_ test: CaseFile) {
    let once = StyleMinifier.minify(Array(test.input.utf8))
    test.expect(Self.line(once))
    #expect(StyleMinifier.minify(once) == once)
  }

  @Test(arguments: CaseFile.all(in: "Cases/scripts"))
  func aScriptIsShortened(_ test: CaseFile) {
    let once = ScriptMinifier.minify(Array(test.input.utf8))
    test.expect(Self.line(once))
    #expect(ScriptMinifier.minify(once) == once)
  }

  /// Any bytes give bytes: no crash on what is cut off anywhere.
  @Test func cutOffTextsAreShortenedToo() {
    for test in CaseFile.all(in: "Cases/styles") + CaseFile.all(in: "Cases/scripts") {
      let bytes = Array(test.input.utf8)
      for end in stride(from: 0, to: bytes.count, by: 3) {
        #expect(StyleMinifier.minify(Array(bytes[..<end])).count <= end)
        #expect(ScriptMinifier.minify(Array(bytes[..<end])).count <= end)
      }
    }
  }

  private static func line(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
