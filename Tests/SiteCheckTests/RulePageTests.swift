import Foundation
import SiteBuild
import SiteCheck
import SiteDiagnostics
import Testing

/// Every rule has a page, every page has a rule, and what the pages show is so.
@Suite struct RulePageTests {
  private static let noon: Int64 = 1_768_478_400
  static let rules = Rule.all.map(\.id)
  private static let pages = Dictionary(uniqueKeysWithValues: RulePage.all().map { ($0.name, $0) })

  @Test func everyPageHasARule() {
    #expect(Self.pages.keys.sorted() == Self.rules.sorted())
  }

  @Test func theListHasEveryRule() throws {
    let list = try String(contentsOf: RulePage.folder.appending(path: "README.md"), encoding: .utf8)
    for rule in Rule.all {
      #expect(list.contains("| [\(rule.id)](\(rule.id).md) | \(rule.severity.rawValue) | \(rule.title) |\n"))
    }
  }

  @Test(arguments: rules)
  func thePageSaysWhatTheRuleIs(id: String) throws {
    let rule = try #require(Rule.named(id))
    let page = try #require(Self.pages[id])
    #expect(page.text.hasPrefix("# \(id)\n\n"))
    let sentence = rule.title.prefix(1).uppercased() + rule.title.dropFirst()
    #expect(page.text.contains("\n\(sentence). Severity: \(rule.severity.rawValue).\n"))
  }

  @Test(arguments: rules)
  func theExamplesAreAsThePageSays(id: String) async throws {
    let page = try #require(Self.pages[id])
    #expect(!page.wrong.isEmpty && !page.right.isEmpty)
    // Those that ask other hosts are tested with a host of their own.
    if ["link.unreachable", "link.moved", "link.private-address"].contains(id) { return }
    let wrong = try await Self.check(page.wrong)
    #expect(wrong.contains { $0.id == id }, "nothing was found in the wrong one, but: \(wrong.map(\.id))")
    let right = try await Self.check(page.right)
    #expect(!right.contains { $0.id == id }, "found in the right one: \(right.filter { $0.id == id })")
  }

  private static func check(_ files: [RulePage.File]) async throws -> [Diagnostic] {
    let site = try ExampleSite(files)
    defer { site.remove() }
    return await SiteChecker.check(
      CheckOptions(
        build: BuildOptions(
          source: site.folder.path, output: site.folder.path + "/Public", jobs: 2, now: .instant(noon)))
    ).diagnostics
  }
}
