import Foundation
import Testing

@testable import SiteTemplate

/// The guide for designers promises that its examples print what they say.
@Suite struct GuideTests {
  @Test(arguments: Guide.shared.examples)
  func exampleIsTrue(_ example: Guide.Example) throws {
    let data = "--- data\n" + Guide.shared.data
    #expect(try TemplateCase(example.template + data).render() == example.result)
  }

  /// Every tag stands in an example: a new one can't be forgotten.
  @Test(arguments: Word.tags)
  func tagHasAnExample(_ tag: Word) throws {
    let begin = try Regex("\\{%-? ?\(tag.text.string)\\b")
    #expect(Guide.shared.examples.contains { $0.template.contains(begin) }, "no example of `\(tag.text.string)`")
  }
}

/// The boxes of the guide: its data, and each template with what follows it.
struct Guide {
  struct Example: Sendable, CustomTestStringConvertible {
    let template: String
    let result: String
    let line: Int

    var testDescription: String { "templates.md, line \(line)" }
  }

  private(set) var data = ""
  private(set) var examples: [Example] = []

  static let shared = Guide()

  private init() {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/templates.md")
    let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var language: String?
    var box = ""
    var template: (text: String, line: Int)?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let current = language, line == "```" {
        switch current {
        case "json": data = box
        case "jinja": template = (box, number)
        case "html":
          if let example = template {
            examples.append(Example(template: example.text, result: box, line: example.line))
          }
          template = nil
        default: break
        }
        language = nil
      } else if language != nil {
        box += line + "\n"
      } else if line.hasPrefix("```") {
        language = String(line.dropFirst(3))
        box = ""
      }
    }
  }
}
