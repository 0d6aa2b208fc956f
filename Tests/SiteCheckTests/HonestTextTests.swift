import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// A site of good texts in three languages, full of what rules could take for a mistake: nothing is found on it.
@Suite struct HonestTextTests {
  @Test func nothingIsFound() async {
    let site = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sites/honest")
    let report = await SiteChecker.check(
      CheckOptions(
        build: BuildOptions(
          source: site.path, output: site.path + "/Public", jobs: 2, now: .instant(1_768_478_400))))
    #expect(report.pageCount == 6)
    #expect(report.diagnostics.map { DiagnosticText().text(of: $0) } == [])
  }
}
