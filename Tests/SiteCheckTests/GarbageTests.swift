import Foundation
import SiteBuild
import SiteCheck
import Testing

/// Whatever bytes a site is made of, a check ends, and `--fix` leaves no page worse than it found it: behind each mended
/// place at most one other thing comes to light.
@Suite struct GarbageTests {
  @Test(arguments: 0..<40)
  func anyBytesEnd(seed: Int) async throws {
    var random = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    let pages = (0..<6).map { number in
      ("Content/seite-\(number).md", "---\ntitle: Seite \(number)\n---\n", false)
    }
    let site = try ExampleSite(pages.map { (path: $0.0, text: $0.1, isBytes: $0.2) })
    defer { site.remove() }
    for page in pages {
      let url = site.folder.appending(path: page.0)
      try (Data(contentsOf: url) + Data(Self.garbage(&random))).write(to: url)
    }
    let template = site.folder.appending(path: "Templates/page.html")
    let text = Array(try Data(contentsOf: template))
    try Data(text.prefix(Int.random(in: 0..<text.count, using: &random)) + Array("{{ page.content }}<a id=\"x".utf8))
      .write(to: template)
    let options = CheckOptions(
      build: BuildOptions(
        source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400)),
      profile: "nrw")
    let before = await SiteChecker.check(options)
    let (result, after) = await SiteFixer.fix(options)
    let mended = result.mended.map(\.count).reduce(0, +)
    #expect(after.diagnostics.count <= before.diagnostics.count + mended)
  }

  /// Pieces that mean something, cut anywhere, and bytes that mean nothing.
  private static func garbage(_ random: inout Generator) -> [UInt8] {
    let pieces = [
      "[", "](", ")", "]{lang=en}", "`", "```\n", "<!-- check-off ", "image.missing-alt", "-->", "<", ">", "|",
      "\n| - | - |\n",
      "Montag, 12. ", "Dezember ", "2025", "30.02.2025", "LAUT UND DEUTLICH", "\u{1F389}", "u\u{308}", "\u{200B}",
      "##Titel\n",
      "\n\n", "\n", "\r\n", "    ", "• ", "the of and to ", "§ 5 TMG", "<img src=x", "<table>", "{{ x(", "\\", "\u{0}",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1..<120, using: &random) {
      if Int.random(in: 0..<12, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        var piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<8, using: &random) == 0 { piece.removeLast() }
        bytes += piece
      }
    }
    return bytes
  }

  /// The same numbers on every machine (xorshift64*).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }
}
