import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// `--fix` over files as other systems and programs write them.
@Suite struct FixFormTests {
  private static let text = "---\ntitle: Beispiel\ndate: 15.12.2025\n---\n##Ohne Blank\n\nWort\u{200B}ende, [Text] (/)."
  private static let mended = "---\ntitle: Beispiel\ndate: 2025-12-15\n---\n## Ohne Blank\n\nWortende, [Text](/)."

  @Test(arguments: ["", "\u{FEFF}"], ["\n", "\r\n"])
  func whatIsNotMendedStays(mark: String, ending: String) async throws {
    func form(_ text: String) -> String { mark + text.replacing("\n", with: ending) }
    let site = try ExampleSite([("Content/beispiel.md", form(Self.text), false)])
    defer { site.remove() }
    let file = site.folder.appending(path: "Content/beispiel.md")
    let (first, _) = await SiteFixer.fix(Self.options(site))
    #expect(first.mended.map(\.count) == [4])
    #expect(try Data(contentsOf: file) == Data(form(Self.mended).utf8))
    let (second, _) = await SiteFixer.fix(Self.options(site))
    #expect(second.mended.isEmpty && second.diagnostics.isEmpty)
  }

  @Test func aFileThatMayOnlyBeReadIsLeftAlone() async throws {
    let site = try ExampleSite([("Content/beispiel.md", Self.text, false)])
    defer { site.remove() }
    let file = site.folder.appending(path: "Content/beispiel.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    let (result, _) = await SiteFixer.fix(Self.options(site))
    #expect(result.mended.isEmpty)
    #expect(result.diagnostics.map(\.id) == ["fix.read-only"])
    #expect(try Data(contentsOf: file) == Data(Self.text.utf8))
  }

  private static func options(_ site: ExampleSite) -> CheckOptions {
    CheckOptions(
      build: BuildOptions(
        source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400)))
  }
}
