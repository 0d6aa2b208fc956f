import Foundation
import SiteBuild
import SiteDiagnostics
import Testing

/// Input that no honest person would write: it ends in a site or in diagnostics, never in a crash or a hang.
@Suite struct GarbageTests {
  enum Place: String, CaseIterable {
    case content = "Content/seite.md"
    case configuration = "Content/site.yaml"
    case template = "Templates/page.html"
    case texts = "Templates/i18n/de.yaml"
  }

  @Test(arguments: Place.allCases)
  func anyBytesEndInASiteOrInDiagnostics(place: Place) async throws {
    for (name, bytes) in Garbage.files(seed: 2026) {
      let folder = try TemporaryFolder()
      try Self.layOut(folder.path)
      try Data(bytes).write(to: URL(filePath: "\(folder.path)/\(place.rawValue)"))
      let report = await Self.build(folder.path)
      #expect((report.output == nil) == report.diagnostics.hasErrors, "\(place) \(name)")
      for diagnostic in report.diagnostics {
        #expect(DiagnosticText().text(of: diagnostic).utf8.count < 20_000, "\(place) \(name)")
      }
    }
  }

  @Test func strangeNamesAndLinksEndInASiteOrInDiagnostics() async throws {
    let folder = try TemporaryFolder()
    try Self.layOut(folder.path)
    let page = Data("---\ntitle: X\n---\n".utf8)
    let content = "\(folder.path)/Content"
    let composed = "\(content)/\u{FC}ber.md"
    let decomposed = "\(content)/u\u{308}ber.md"
    for path in [
      composed, decomposed, "\(content)/mit leerzeichen.md", "\(content)/'quote\".md", "\(content)/a..b.md",
      "\(content)/….md",
      "\(content)/-strich.md", "\(content)/neue\nzeile.md", "\(content)/.versteckt.md", "\(content)/%2e%2e.md",
    ] {
      try page.write(to: URL(filePath: path))
    }
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: "\(content)/kreis", withDestinationPath: ".")
    try manager.createSymbolicLink(atPath: "\(content)/fremd.md", withDestinationPath: "/etc/passwd")
    try manager.createSymbolicLink(atPath: "\(content)/nirgends.md", withDestinationPath: "/gibt/es/nicht")
    try manager.createDirectory(atPath: "\(content)/ordner.md", withIntermediateDirectories: true)
    let report = await Self.build(folder.path)
    #expect(report.output == nil)
    let said = report.diagnostics.map(\.id)
    #expect(said.count { $0 == "source.symbolic-link" } == 3)
    #expect(said.contains("content.address-taken"), "ü in two normal forms")
    #expect(said.contains("content.bad-name"), "… has no letter")
  }

  @Test func anUnreadableFileIsNamed() async throws {
    guard getuid() != 0 else { return }
    let folder = try TemporaryFolder()
    try Self.layOut(folder.path)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: "\(folder.path)/Content/seite.md")
    let report = await Self.build(folder.path)
    #expect(report.diagnostics.map(\.id) == ["source.unreadable"])
  }

  private static func layOut(_ folder: String) throws {
    for (path, text) in [
      ("Content/site.yaml", "title: T\nbaseURL: https://www.example.org\n"),
      ("Content/seite.md", "---\ntitle: Seite\n---\nText\n"),
      ("Templates/page.html", "{{ page.title }} {{ page.content }}"),
      ("Templates/i18n/de.yaml", "a: b\n"),
    ] {
      let url = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  private static func build(_ folder: String) async -> BuildReport {
    await SiteBuilder.build(
      BuildOptions(source: folder, output: "\(folder)/Public", jobs: 2, now: .instant(1_768_478_400)))
  }
}

/// Fifty files that are wrong in as many ways; the same ones for the same seed.
private enum Garbage {
  static func files(seed: UInt64) -> [(name: String, bytes: [UInt8])] {
    var random = SplitMix(seed: seed)
    var files: [(String, [UInt8])] = []
    for length in [1, 2, 3, 7, 64, 511, 4096] {
      files.append(("\(length) random bytes", (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
      files.append(("\(length) NULs", [UInt8](repeating: 0, count: length)))
    }
    let seeds = [
      "---\ntitle: Gruß & Kuß\ndate: 2025-12-15\ntags: [a, b]\n---\n# Ü\n\n[x](y.md) {{ z }} ::: box\n",
      "title: {de: A, en: B}\nbaseURL: https://www.example.org\nnavigation: {main: [{page: a.md}]}\n",
      "{% extends \"a\" %}{% block b %}{{ page.title | upper | default(\"x\") }}{% for a in b recursive %}{% endfor %}",
    ].map { Array($0.utf8) }
    for (index, original) in seeds.enumerated() {
      for cut in [1, original.count / 3, original.count / 2, original.count - 1] {
        files.append(("seed \(index) cut at \(cut)", Array(original.prefix(cut))))
      }
      for round in 0..<6 {
        var bytes = original
        for _ in 0...round {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        files.append(("seed \(index) changed \(round)", bytes))
      }
    }
    let deep = 20_000
    let front = Array("---\ntitle: T\n---\n".utf8)
    let repeated = { (text: String, count: Int) in Array(String(repeating: text, count: count).utf8) }
    files += [
      ("truncated UTF-8", front + [0xE2, 0x82]), ("overlong UTF-8", front + [0xC0, 0xAF]),
      ("a surrogate", front + [0xED, 0xA0, 0x80]), ("UTF-16", [0xFF, 0xFE, 0x2D, 0x00]),
      ("a BOM", [0xEF, 0xBB, 0xBF] + front), ("only fences", repeated("---\n", 500)),
      ("ten megabytes on one line", front + repeated("lang & breit ", 800_000)),
      ("deep quotes", front + repeated("> ", deep)), ("deep lists", front + repeated("- ", deep)),
      ("deep brackets", front + repeated("[", deep)), ("deep emphasis", front + repeated("*a **b ", deep)),
      ("deep yaml", Array("---\na: ".utf8) + repeated("[", deep) + Array("\n---\n".utf8)),
      ("deep braces", repeated("{{ (", deep)), ("deep ifs", repeated("{% if a %}", deep)),
      ("deep containers", front + repeated("::: box\n", 2_000)), ("only carriage returns", repeated("\r", deep)),
      ("many links", front + repeated("[a](b.md#c) ", 3_000)),
    ]
    return files
  }
}
