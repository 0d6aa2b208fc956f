import SiteDiagnostics
import TestSupport
import Testing

@testable import SiteBuild

/// Every file of `Cases/active`: a file of `Content` that is taken over, what is active in it, and what `--fix` makes of
/// it. The file's name begins with the file's extension.
@Suite struct ActiveContentTests {
  private let report = ActiveContentReport(trustsPages: false)

  @Test(arguments: CaseFile.all(in: "Cases/active"))
  func whatIsActiveIsFoundAndTakenOut(_ test: CaseFile) {
    let path = "datei.\(test.testDescription.prefix { $0 != "-" })"
    let found = findings(Array(test.input.utf8), path)
    var lines = found.map { finding in
      let place = finding.location.map { "\($0.line):\($0.column)" } ?? "?"
      return "\(place): \(finding.message)\(finding.fix == nil ? " (by hand)" : "")\n"
    }
    if let (mended, count) = TextEdit.apply(found.compactMap(\.fix), to: Array(test.input.utf8)), count > 0 {
      lines.append("\(count) mended:\n" + String(decoding: mended, as: UTF8.self))
      // What was mended needs no second look.
      #expect(findings(mended, path).allSatisfy { $0.fix == nil })
    }
    test.expect(lines.joined())
  }

  @Test func lettersThatNobodySeesThroughAreRefused() {
    for bytes: [UInt8] in [[0xFE, 0xFF, 0, 0x3C], [0xFF, 0xFE, 0x3C, 0], [0x3C, 0, 0x73, 0], [0x1F, 0x8B, 8, 0]] {
      #expect(findings(bytes, "a.svg").count == 1)
      #expect(findings(bytes, "a.html").count == 1)
    }
    #expect(findings([0x1F, 0x8B, 8, 0], "a.svgz").count == 1)
    #expect(findings([0x1F, 0x8B, 8, 0], "a.gz").isEmpty)
  }

  /// Whoever may write templates may write pages; pictures stay pictures.
  @Test func settingsVouchForPagesAlone() {
    let trusting = ActiveContentReport(trustsPages: true)
    let text = Array("<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>".utf8)
    func count(_ path: String) -> Int {
      trusting.diagnostics(for: SourceText(path: "Content/\(path)", bytes: text), output: path).count
    }
    #expect(count("a.html") == 0)
    #expect(count("a.xml") == 0)
    #expect(count("a.svg") == 1)
  }

  /// A chart may have a handler for each of its points: one finding for each would hide all others.
  @Test func manyPlacesAreMendedTogether() throws {
    let point = "<circle r='1' onclick='a()'/>"
    let text = Array("<svg>\(String(repeating: point, count: 900))</svg>".utf8)
    let found = findings(text, "a.svg")
    #expect(found.count == 50)
    #expect(found.last?.message.contains("850 more") == true)
    let (mended, _) = try #require(TextEdit.apply(found.compactMap(\.fix), to: text))
    #expect(findings(mended, "a.svg").isEmpty)
    #expect(mended.count == text.count - 900 * " onclick='a()'".utf8.count)
  }

  /// Whatever is cut off anywhere is looked through without harm, and what is mended is clean or told.
  @Test func cutOffFilesAreLookedThrough() {
    for test in CaseFile.all(in: "Cases/active") {
      let bytes = Array(test.input.utf8)
      for end in stride(from: 0, to: bytes.count, by: 7) {
        for path in ["a.svg", "a.html", "a.xml"] {
          let cut = Array(bytes[..<end])
          guard let (mended, count) = TextEdit.apply(findings(cut, path).compactMap(\.fix), to: cut), count > 0 else {
            continue
          }
          #expect(findings(mended, path).allSatisfy { $0.fix == nil })
        }
      }
    }
  }

  /// Twice as much takes about twice as long, in shapes that make a scanner look at the same bytes again and again.
  @Test(arguments: [
    "<!-- </title ", "<a b=\"</title ", "<title><!--", "<a/b=<a/b=", "<![CDATA[", "<?a ", "<!DOCTYPE [", "<a ", "&#1;<",
    "xmlns:a=",
    "<foreignObject>", "</", "<a b='<a b=\"</title>",
  ])
  func lookingThroughTakesLinearTime(shape: String) {
    func time(_ count: Int, _ path: String) -> Duration {
      let text = Array(String(repeating: shape, count: count).utf8)
      return ContinuousClock().measure { _ = findings(text, path) }
    }
    for path in ["a.svg", "a.html"] {
      let small = time(2000, path)
      let large = time(32_000, path)
      // Sixteen times as much; what is quadratic takes 256 times as long.
      #expect(large < small * 80 + .milliseconds(250), "\(path): \(small), \(large)")
    }
  }

  private func findings(_ bytes: [UInt8], _ path: String) -> [Diagnostic] {
    report.diagnostics(for: SourceText(path: "Content/\(path)", bytes: bytes), output: path)
  }
}
