import SiteModel
import TestSupport
import Testing

@testable import SiteBuild

/// Every file of `Cases/foreign`: an output, the addresses of other hosts that it would load, and the policy it needs.
/// The file's name begins with the output's extension; the site is `https://www.example.org`.
@Suite struct ForeignAddressTests {
  @Test(arguments: CaseFile.all(in: "Cases/foreign"))
  func foreignAddressesAreFound(_ test: CaseFile) {
    let inspector = OutputInspector(origin: SiteOrigin("https://www.example.org"))
    let kind = test.testDescription.prefix { $0 != "-" }
    let found = inspector.inspect(Array(test.input.utf8), path: "output.\(kind)")
    let lines = found.foreign.map { "\($0.loader) \($0.text.split(whereSeparator: \.isNewline).joined())\n" }.joined()
    let policy = ContentSecurityPolicy(found.needs, hasScripts: false).description.replacing("; ", with: "\n  ")
    test.expect(lines + "policy:\n  \(policy)\n")
    for fine in found.foreign { #expect(!fine.text.contains("fine.example")) }
  }

  /// Nothing that is cut off anywhere, or in another language than its name says, brings the scanners down.
  @Test func cutOffOutputsAreLookedThrough() {
    let inspector = OutputInspector(origin: SiteOrigin("https://www.example.org"))
    for test in CaseFile.all(in: "Cases/foreign") {
      let bytes = Array(test.input.utf8)
      for end in stride(from: 0, to: bytes.count, by: 3) {
        for kind in ["html", "css", "xml", "json"] { _ = inspector.inspect(Array(bytes[..<end]), path: "a.\(kind)") }
      }
    }
  }

  @Test(arguments: MarkupName.allCases)
  func aNameIsItsLastEightBytes(_ name: MarkupName) {
    let written = "\(name)".reduce(into: "") { text, letter in
      text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    #expect(name.rawValue == written.utf8.reduce(0) { $0 &<< 8 | UInt64($1) })
  }
}
