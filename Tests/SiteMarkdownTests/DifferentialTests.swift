import Foundation
import SiteMarkdown
import Testing

/// Compares generated documents with the program `cmark-gfm`, where it is installed.
///
/// The generator keeps away from what is different on purpose or by the way it is done: marks of extensions that cross
/// emphasis or links (`~~a *b~~ c*`), addresses with emphasis in them, footnotes inside of other blocks, and tables
/// that a block without a blank line follows lazily.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: GitHubProgram.path)))
struct DifferentialTests {
  @Test func generatedDocumentsAreAsGitHubHasThem() throws {
    var random = SplitMix(state: 2026)
    let documents = (0..<2000).map { _ in DocumentGenerator.document(using: &random) }
    let expected = try GitHubProgram.convert(documents)
    try #require(expected.count == documents.count)
    var differences = 0
    for (document, html) in zip(documents, expected) {
      let ours = GitHubForm.normalized(render(document, GitHubForm.options)).trimmingCharacters(in: .newlines)
      let theirs = GitHubForm.normalized(html).trimmingCharacters(in: .newlines)
      guard ours != theirs else { continue }
      differences += 1
      guard differences <= 5 else { continue }
      let lines = zip(ours.split(separator: "\n"), theirs.split(separator: "\n")).first { $0 != $1 }
      Issue.record("ours: \(lines?.0 ?? "(shorter)")\ntheirs: \(lines?.1 ?? "(shorter)")\nof:\n\(document)")
    }
    #expect(differences == 0)
  }
}

/// `cmark-gfm` with the extensions that are compared.
enum GitHubProgram {
  static let path = "/usr/bin/cmark-gfm"

  /// Converts many documents in one run: an HTML block that no document contains parts them.
  static func convert(_ documents: [String]) throws -> [String] {
    let separator = "<div id=\"next-document\"></div>"
    // Footnotes belong to the whole input: those documents go one by one.
    var results: [String] = []
    let together = documents.filter { !$0.contains("[^") }
    var parts = try run(together.joined(separator: "\n\n\(separator)\n\n")).components(separatedBy: separator + "\n")
    parts.reverse()
    for document in documents {
      results.append(document.contains("[^") ? try run(document) : parts.popLast() ?? "")
    }
    return results
  }

  private static func run(_ markdown: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      ["--unsafe"] + ["table", "strikethrough", "autolink", "tasklist", "footnotes"].flatMap { ["-e", $0] }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("differential-\(UUID().uuidString).md")
    try Data(markdown.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.arguments?.append(file.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// Documents of blocks and inlines in any order, by a grammar of their own.
enum DocumentGenerator {
  static func document(using random: inout SplitMix) -> String {
    var blocks = (0..<Int.random(in: 1...5, using: &random)).map { _ in block(using: &random) }
    if Int.random(in: 0..<30, using: &random) == 0 {
      blocks.insert("Satz[^1] und[^zwei], wieder[^1].", at: 0)
      blocks += ["[^1]: Note *eins*.\n\n    Zweiter Absatz.", "[^zwei]: Note zwei."]
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func block(using random: inout SplitMix) -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "## " + inline(using: &random)
    case 1: return table(using: &random)
    case 2: return (0..<3).map { _ in "- " + inline(using: &random) }.joined(separator: "\n")
    case 3: return (0..<2).map { _ in task(using: &random) }.joined(separator: "\n")
    case 4: return "> " + inline(using: &random) + "\n> " + inline(using: &random)
    case 5: return "```\n~~code~~ | www.example.org\n```"
    case 6: return table(using: &random).split(separator: "\n").map { "> " + $0 }.joined(separator: "\n")
    case 7: return "1. " + inline(using: &random) + "\n\n   " + inline(using: &random)
    default: return inline(using: &random) + "\n" + inline(using: &random)
    }
  }

  private static func task(using random: inout SplitMix) -> String {
    (Bool.random(using: &random) ? "- [ ] " : "- [x] ") + inline(using: &random)
  }

  private static func table(using random: inout SplitMix) -> String {
    let columns = Int.random(in: 1...4, using: &random)
    let marks = ["---", ":--", "--:", ":-:"]
    func row(_ count: Int, _ cell: () -> String) -> String {
      "| " + (0..<count).map { _ in cell() }.joined(separator: " | ") + " |"
    }
    var lines = [row(columns) { inline(using: &random).replacing("|", with: "\\|") }]
    lines.append(row(columns) { marks.randomElement(using: &random) ?? "---" })
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let cells = max(1, columns + Int.random(in: -1...1, using: &random))
      lines.append(
        row(cells) {
          Int.random(in: 0..<6, using: &random) == 0 ? "" : inline(using: &random).replacing("|", with: "\\|")
        })
    }
    return lines.joined(separator: "\n")
  }

  private static func inline(using random: inout SplitMix) -> String {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in span(using: &random) }.joined(separator: " ")
  }

  private static func span(using random: inout SplitMix) -> String {
    let words = ["Hafen", "Größe", "und", "a|b", "x<y", "R&D", "„Wort“", "1.", "foo_bar", "2 * 3", "C#", "日本"]
    let word = words.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<22, using: &random) {
    case 0: return "*\(word)*"
    case 1: return "**\(word)**"
    case 2: return "~~\(word)~~"
    case 3: return "~\(word)~"
    case 4: return "`\(word)`"
    case 5: return "[\(word)](/url \"Titel\")"
    case 6: return "![\(word)](b.png)"
    case 7: return "www.example.org/\(Int.random(in: 1...99, using: &random))"
    case 8: return "https://example.org/a(b)?c=d&e=f"
    case 9: return "(http://example.com)"
    case 10: return "name.x@example.org"
    case 11: return "~~\(word) *Betonung* Ende~~"
    case 12: return "<b>\(word)</b>"
    case 13: return "\\*\(word)\\*"
    case 14: return "&amp; &uuml;"
    case 15: return "(~~~\(word)~~~)"
    case 16: return "**~~\(word)~~**"
    case 17: return "https://example.org."
    default: return word
    }
  }
}
