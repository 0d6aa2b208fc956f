import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import Testing

@Suite struct BuildPlanTests {
  /// Pages are planned in parts; a template that is missing is missing once.
  @Test func aMissingTemplateOfManyPagesIsToldOnce() async throws {
    let folder = try TemporaryFolder()
    for (path, text) in [
      ("Content/site.yaml", "title: T\nbaseURL: https://www.example.org\n"),
      ("Templates/home.html", "{{ page.title }}"),
    ] + (0..<1_000).map({ ("Content/seite-\($0).md", "---\ntitle: Seite \($0)\n---\n") }) {
      let url = URL(filePath: "\(folder.path)/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let report = await SiteBuilder.build(
      BuildOptions(source: folder.path, output: "\(folder.path)/Public", jobs: 3, now: .instant(1_768_478_400)))
    let missing = report.diagnostics.filter { $0.id == "template.missing-kind" && $0.message.contains("`page.html`") }
    #expect(missing.map { $0.location?.path } == ["Content/seite-0.md"])
  }
}
