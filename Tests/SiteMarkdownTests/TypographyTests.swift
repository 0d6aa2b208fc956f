import Foundation
import SiteMarkdown
import Testing

/// One line of `Cases/typography/<language>.txt`: text, what it becomes, and the rule that says so.
struct TypographyCase: Sendable, CustomTestStringConvertible {
  let language: String
  let input: String
  let expected: String
  let rule: String

  var testDescription: String { "\(language): \(input) (\(rule))" }

  static func all(_ language: String) throws -> [TypographyCase] {
    let file = Cases.folder.appendingPathComponent("typography/\(language).txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      line in
      let parts = line.components(separatedBy: " | ")
      try #require(parts.count == 3, "\(line)")
      let expected = parts[1].replacing("~", with: "\u{A0}").replacing("^", with: "\u{202F}")
      return TypographyCase(language: language, input: parts[0], expected: expected, rule: parts[2])
    }
  }
}

@Suite struct TypographyTests {
  @Test(arguments: ["de", "en", "fr"]) func followsTheRulesOfTheLanguage(language: String) throws {
    let cases = try TypographyCase.all(language)
    #expect(cases.count >= 60)
    for line in cases {
      let html = render(line.input, MarkdownOptions(language: language))
      #expect(visible(html) == visible("<p>\(line.expected)</p>\n"), "\(line.testDescription)")
    }
  }

  private func visible(_ html: String) -> String {
    html.replacing("\u{A0}", with: "~").replacing("\u{202F}", with: "^")
  }
}
