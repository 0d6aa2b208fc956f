import Testing

@testable import SiteBuild

@Suite struct OutputManifestTests {
  private static let digest = ContentHasher.digest(of: [])

  @Test func `the text is sorted by bytes and names every file`() throws {
    let paths: [RelativePath] = ["ä.html", "b.html", "B.html", "a/b.html", "a.html", "zeile\nzwei", "rück\\strich"]
    let manifest = OutputManifest(
      entries: Dictionary(uniqueKeysWithValues: paths.map { ($0, .init(size: 7, digest: Self.digest)) }))
    let lines = String(decoding: manifest.text, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "sitegen-manifest 2")
    #expect(
      lines.dropFirst().map { $0.dropFirst(35) }
        == ["B.html", "a.html", "a/b.html", "b.html", "rück\\\\strich", "zeile\\nzwei", "ä.html"])
    #expect(OutputManifest(text: manifest.text) == manifest)
  }

  @Test func `an empty site has a manifest`() {
    let manifest = OutputManifest(entries: [:])
    #expect(OutputManifest(text: manifest.text) == manifest)
  }

  @Test(arguments: [
    "", "sitegen-manifest 2", "sitegen-manifest 3\n", "sitegen-manifest 2\n\n", "sitegen-manifest 2\nabc 1 a.html\n",
    "sitegen-manifest 2\n\(digest) x a.html\n", "sitegen-manifest 2\n\(digest) -1 a.html\n",
    "sitegen-manifest 2\n\(digest) 1 ../a.html\n", "sitegen-manifest 2\n\(digest) 1 /etc/passwd\n",
    "sitegen-manifest 2\n\(digest) 1 a\\x.html\n", "sitegen-manifest 2\n\(digest) 1 a.html",
    "sitegen-manifest 2\n\(digest) 1 \n",
  ])
  func `what is no manifest`(_ text: String) {
    #expect(OutputManifest(text: Array(text.utf8)) == nil)
  }

  @Test func `what is cut short is no manifest`() {
    let entries: [RelativePath: OutputManifest.Entry] = ["a.html": .init(size: 1, digest: Self.digest)]
    let text = OutputManifest(entries: entries).text
    for count in 0..<text.count where text.prefix(count) != OutputManifest(entries: [:]).text[...] {
      #expect(OutputManifest(text: Array(text.prefix(count))) == nil)
    }
  }

  @Test func `a journal reads as it was written`() {
    for source in [Stage.tree, Stage.changes] {
      let journal = SwitchJournal(steps: [.put("a/b c.html")], from: source)
      #expect(SwitchJournal(text: journal.text) == journal)
    }
    let journal = SwitchJournal(
      steps: [.put("a/b c.html"), .remove("zeile\nzwei"), .removeFolder("a")], from: Stage.tree)
    #expect(SwitchJournal(text: journal.text) == journal)
    #expect(SwitchJournal(text: Array("sitegen-journal 2\nfrom tree\nput ../a\n".utf8)) == nil)
    #expect(SwitchJournal(text: Array("sitegen-journal 2\nfrom ../x\nput a\n".utf8)) == nil)
    #expect(SwitchJournal(text: Array("sitegen-journal 2\n".utf8)) == nil)
    #expect(SwitchJournal(text: journal.text.dropLast()) == nil)
  }
}
