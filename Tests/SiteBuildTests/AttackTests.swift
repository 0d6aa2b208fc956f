import Foundation
import SiteBuild
import SiteDiagnostics
import Testing

/// What attackers put into titles, addresses, attributes, info strings, front matter and names of tags reaches readers
/// as text: in pages, in feeds, in metadata.
///
/// Sources: CVE-2024-32875 (titles of links), CVE-2024-55601 (attributes), CVE-2026-35166 (addresses of links),
/// GHSA-q76j-gcg9-vxc6 (info strings), all of them found in other generators.
@Suite struct AttackTests {
  private static let breakout = #""'><script>boom()</script><img src=x onerror=boom()>"#

  private static let article = """
    ---
    title: >-
      Titel \(breakout)
    date: 2025-12-12
    summary: >-
      Vorspann \(breakout) </script><script>boom()</script>
    author: >-
      Name \(breakout)
    tags:
      - >-
        Thema \(breakout)
    image:
      src: bild.svg
      alt: >-
        Alt \(breakout)
      caption: >-
        Bild \(breakout)
      credit: >-
        Foto \(breakout)
    ---

    [Verweis](https://www.example.org/ '"><script>boom()</script>')
    [Adresse](https://www.example.org/"onmouseover="boom())
    ![Bild "><script>boom()</script>](bild.svg '"><script>boom()</script>')

    <script>boom()</script> <img src=bild.svg onerror=boom()> <svg onload=boom()>

    ## Kopf "><script>boom()</script> {#kopf .a"onclick="boom()}

    ```"><script>boom()</script>
    x
    ```

    ]]><script>boom()</script>
    """

  /// What would run, were it there outside of text.
  private static let dangers = [
    "<script>boom", "<img src=x", "<img src=bild.svg onerror", "svg\" onerror", "<svg onload", "href=\"javascript:",
    "href='javascript:", "href=\"data:",
    "\" onclick=", "\" onmouseover=", "\"onclick", "\"onmouseover",
  ]

  @Test(arguments: [
    "javascript:boom()", "&#106;avascript:boom()", "JaVaScRiPt:boom()", "data:text/html,boom", "vbscript:boom",
  ])
  func anAddressThatRunsStopsTheBuild(address: String) async throws {
    let site = try NewsletterCopy()
    try site.write("Content/angriff.md", "---\ntitle: Angriff\n---\n[Skript](\(address))\n")
    let report = await site.build()
    #expect(report.output == nil)
    #expect(report.diagnostics.contains { $0.id == "markdown.unsafe-link" && $0.location?.line == 4 })
  }

  @Test func whatIsWrittenIsText() async throws {
    let site = try NewsletterCopy()
    let folder = "Content/ausgaben/2025-12/angriff"
    try FileManager.default.createDirectory(at: site.url(folder), withIntermediateDirectories: true)
    try site.write("\(folder)/index.md", Self.article)
    try site.write(
      "\(folder)/bild.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8"/></svg>"#)
    let report = await site.build()
    try #require(!report.diagnostics.hasErrors, "\(report.diagnostics.filter { $0.severity == .error })")
    let page = try site.text("Public/ausgaben/2025-12/angriff/index.html")
    #expect(page.contains("&lt;script&gt;boom()"))

    var looked = 0
    for case let path as String in FileManager.default.enumerator(atPath: site.url("Public").path) ?? .init() {
      let text: [String]
      switch (path as NSString).pathExtension {
      case "html": text = [try site.text("Public/\(path)")]
      case "xml": text = Self.texts(ofXML: try site.text("Public/\(path)"))
      case "json": text = try Self.texts(ofJSON: Data(contentsOf: site.url("Public/\(path)")))
      default: continue
      }
      for text in text where text.contains("boom") {
        looked += 1
        for danger in Self.dangers { #expect(!text.contains(danger), "\(danger) in \(path)") }
      }
    }
    // The page itself; listed on home, edition, topic; in their feeds of three formats.
    #expect(looked > 12)
    try expectMetadata(of: page)
  }

  /// A feed, and the HTML that it carries as escaped text. Titles and summaries are text to its readers.
  private static func texts(ofXML text: String) -> [String] {
    let contents = [("<content:encoded>", "</content:encoded>"), ("<content type=", "</content>")].flatMap {
      open, close in
      text.components(separatedBy: open).dropFirst().compactMap { $0.components(separatedBy: close).first }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return [text] + contents.map { entities.reduce($0) { $0.replacing($1.0, with: $1.1) } }
  }

  private static func texts(ofJSON data: Data) throws -> [String] {
    let feed = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let items = feed["items"] as? [[String: Any]] ?? []
    return items.compactMap { $0["content_html"] as? String }
  }

  /// JSON-LD stays one script, and says what the front matter says.
  private func expectMetadata(of page: String) throws {
    let scripts = page.components(separatedBy: #"<script type="application/ld+json""#).dropFirst().compactMap {
      $0.components(separatedBy: "</script>").first.flatMap { $0.firstIndex(of: ">").map($0.suffix(from:)) }
    }
    let first = try #require(scripts.first)
    let json = try JSONSerialization.jsonObject(with: Data(first.dropFirst().utf8))
    #expect(String(describing: json).contains("boom()</script>"))
  }
}
