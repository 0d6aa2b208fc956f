import Foundation
import SiteDiagnostics
import SiteMarkdown
import Testing

/// The places of links, which the site's checker reports: 1️⃣ stands before the destination and 2️⃣ before the text.
@Suite struct LinkPlaceTests {
  @Test(arguments: [
    "Ein [2️⃣Link](1️⃣a.md) im Satz.",
    "[a](a.md) und [2️⃣b](1️⃣b.md)",
    "[a](b.md) und [2️⃣b](1️⃣b.md)",
    "Zeile\nnoch eine [2️⃣x](1️⃣b.md#y \"Titel\")",
    "> Zitat\n> mit [2️⃣x](1️⃣b.md)",
    "- Liste\n  mit [2️⃣x](<1️⃣b c.md>)",
    "`[a](b.md)` [2️⃣x](1️⃣b.md)",
    "\\[a](b.md) [2️⃣x](1️⃣b.md)",
    "![2️⃣Bild](1️⃣b.jpg)",
    "[![2️⃣Bild](1️⃣b.jpg)](seite.md)",
    "[x]\n\n[x]: 1️⃣ziel.md \"Titel\"",
    "[2️⃣x](1️⃣a\\_b.md)",
    "[2️⃣x](1️⃣a&amp;b.md)",
    "| a |\n|---|\n| [a](c.md) [2️⃣x](1️⃣b.md) |",
    "# Titel [2️⃣x](1️⃣b.md)",
    "<a href=\"1️⃣b.md\">x</a>",
    "Fuß[^1].\n\n[^1]: Note [2️⃣x](1️⃣b.md)",
    "::: kasten\n[2️⃣x](1️⃣b.md)\n:::",
  ]) func isExact(marked: String) throws {
    let header = "---\ntitle: ä\n---\n"
    let text = header + marked.replacing("1️⃣", with: "").replacing("2️⃣", with: "")
    let source = SourceText(path: "a.md", text: text)
    let document = MarkdownDocument(source, from: header.utf8.count, options: MarkdownOptions())
    let destination = (header + marked.replacing("2️⃣", with: "")).utf8Offset(of: "1️⃣")
    let places = document.links.map { document.place(of: $0, in: source) }
    #expect(places.contains { $0.destination.lowerBound == destination }, "\(places) \(document.links)")
    guard marked.contains("2️⃣") else { return }
    let start = (header + marked.replacing("1️⃣", with: "")).utf8Offset(of: "2️⃣")
    #expect(places.contains { $0.text?.lowerBound == start && $0.destination.lowerBound == destination })
  }
}

extension String {
  fileprivate func utf8Offset(of mark: String) -> Int? {
    guard let range = self.range(of: mark) else { return nil }
    return self[..<range.lowerBound].utf8.count
  }
}
