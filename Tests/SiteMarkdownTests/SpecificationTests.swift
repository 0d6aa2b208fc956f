import Foundation
import SiteDiagnostics
import SiteMarkdown
import Testing

/// One example of a specification: Markdown and the HTML that it says.
struct SpecificationExample: Codable, Sendable, CustomTestStringConvertible {
  let example: Int
  let section: String
  let markdown: String
  let html: String

  var testDescription: String { "\(section) \(example)" }

  struct File: Codable {
    let examples: [SpecificationExample]
  }

  static func load(_ path: String) throws -> [SpecificationExample] {
    let data = try Data(contentsOf: Cases.folder.appendingPathComponent(path))
    return try JSONDecoder().decode(File.self, from: data).examples
  }
}

@Suite struct SpecificationTests {
  @Test func plainMarkdownIsCommonMarkByteForByte() throws {
    let examples = try SpecificationExample.load("commonmark/commonmark-0.30.json")
    #expect(examples.count == 652)
    for example in examples {
      #expect(render(example.markdown, .commonMark) == example.html, "\(example.testDescription)")
    }
  }

  /// All that GitHub's extensions say, but for what is changed on purpose; see `GitHubForm`.
  @Test func extensionsAreGitHubs() throws {
    let examples = try SpecificationExample.load("gfm/gfm.json")
    #expect(examples.count == 49)
    for example in examples {
      let html = render(example.markdown, GitHubForm.options)
      #expect(GitHubForm.normalized(html) == GitHubForm.normalized(example.html), "\(example.testDescription)")
    }
  }
}
