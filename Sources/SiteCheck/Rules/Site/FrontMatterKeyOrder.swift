import SiteDiagnostics

extension Rule {
  static let frontMatterKeyOrder = Rule(
    "front-matter.key-order", .note, "front matter begins with the title",
    .page { page, findings in
      let keys = page.frontMatterLines.filter { line in page.bytes[line].first.map(isLetter) ?? false }
      guard let first = keys.first, !page.bytes[first].starts(with: "title".utf8),
        let title = keys.first(where: { page.bytes[$0].starts(with: "title:".utf8) })
      else { return }
      findings.add(
        "`title` doesn't come first", at: title.lowerBound..<title.lowerBound + 5,
        hint: "move it up: who opens the file sees at once which page it is")
    })
}
