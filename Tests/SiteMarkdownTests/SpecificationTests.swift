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
}
