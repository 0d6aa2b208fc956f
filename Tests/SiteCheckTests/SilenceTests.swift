import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import SiteModel
import Testing

/// Silences hold where they stand, and readers never see them.
@Suite struct SilenceTests {
  private static let noon: Int64 = 1_768_478_400

  @Test(arguments: ["pass", "escape", "allow-list"])
  func readersNeverSeeThem(policy: String) async throws {
    let site = try Self.site(
      """
      <!-- check-off image.missing-alt: alone -->
      ![](a.png)

      Siehe [hier](/). <!-- check-off link.vague-text: at the end -->

      <!-- check-off
      image.missing-alt: over
      lines -->
      <p>Text</p>

      <!-- check-off image.missing-alt --> <p>behind it</p>

      <!-- another comment -->
      """, markdown: policy)
    defer { site.remove() }
    try Data([0x89]).write(to: site.folder.appending(path: "Content/a.png"))
    let output = site.folder.path + "/Public"
    let report = await SiteBuilder.build(
      BuildOptions(source: site.folder.path, output: output, jobs: 2, now: .instant(Self.noon)))
    #expect(report.output != nil)
    let page = try String(contentsOf: URL(filePath: output + "/beispiel/index.html"), encoding: .utf8)
    #expect(!page.contains("check-off") && !page.contains("at the end") && !page.contains("over"))
    #expect(page.contains("another comment") == (policy != "allow-list"))
    #expect(page.contains("behind it"))
  }

  @Test func aSilenceHoldsForItsBlockAlone() async throws {
    let text = """
      <!-- check-off image.missing-alt: for this block -->
      ![](a.png)
      ![](b.png)

      ![](c.png)

      ![](d.png) and <!-- check-off image.missing-alt -->
      ![](e.png)
      """
    #expect(try await Self.lines(of: "image.missing-alt", in: text) == [8, 11])
  }

  @Test func thePageComesBeforeTheSiteAndTheCommandLineBeforeBoth() async throws {
    let page = "---\ntitle: Beispiel\ncheck:\n  link.vague-text: off\n---\n[hier](/)\n"
    #expect(try await Self.lines(of: "link.vague-text", in: page, site: "    link.vague-text: error") == [])
    #expect(
      try await Self.lines(
        of: "link.vague-text", in: page, site: "    link.vague-text: error",
        rules: [.init(rule: "link.vague-text", level: .note)]) == [6])
  }

  @Test(arguments: [nil, RuleLevel.note, .off])
  func whatIsWrongWithSettingsIsSetToo(level: RuleLevel?) async throws {
    let lines = try await Self.lines(
      of: "check.unknown-rule", in: "Text.", site: "    link.vauge-text: error",
      rules: level.map { [.init(rule: "check.unknown-rule", level: $0)] } ?? [])
    #expect(lines == (level == .off ? [] : [6]))
  }

  // MARK: Sites

  private static func site(_ text: String, markdown: String = "pass", rules: String = "") throws -> ExampleSite {
    let page = text.hasPrefix("---") ? text : "---\ntitle: Beispiel\n---\n\(text)\n"
    let configuration = """
      title: Brief
      baseURL: https://www.example.org
      markdown: {raw_html: \(markdown)}
      \(rules.isEmpty ? "" : "check:\n  rules:\n\(rules)")

      """
    return try ExampleSite([
      ("Content/site.yaml", configuration, false), ("Content/beispiel.md", page, false),
    ])
  }

  private static func lines(
    of rule: String, in text: String, site rules: String = "", rules demanded: [RuleSetting] = []
  ) async throws -> [Int] {
    let site = try site(text, rules: rules)
    defer { site.remove() }
    let report = await SiteChecker.check(
      CheckOptions(
        build: BuildOptions(
          source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(noon)),
        rules: demanded))
    return report.diagnostics.filter { $0.id == rule }.compactMap(\.location?.line)
  }
}
