import Foundation
import SiteDiagnostics
import SiteMarkdown
import Testing

/// A document in `Cases/conversion` or `Cases/security`: Markdown, and what it becomes.
///
/// ```
/// options: lang=en raw=escape off=figures,typography hooks=link output=feed
/// Markdown
/// <<<< html
/// HTML
/// <<<< diagnostics
/// what is reported
/// ```
/// The first line may be left out. `RECORD_GOLDENS=1` writes the parts behind the marks anew.
struct ConversionCase: Sendable, CustomTestStringConvertible {
  let file: URL
  let header: String
  let markdown: String
  let expected: String

  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static func all(_ folder: String) -> [ConversionCase] {
    let folder = Cases.folder.appendingPathComponent(folder)
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.compactMap(load)
  }

  private static func load(_ file: URL) -> ConversionCase? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let mark = "<<<< html\n"
    let parts = text.components(separatedBy: mark)
    var markdown = parts[0]
    var header = ""
    if markdown.hasPrefix("options:"), let end = markdown.firstIndex(of: "\n") {
      header = String(markdown[...end])
      markdown = String(markdown[markdown.index(after: end)...])
    }
    return ConversionCase(
      file: file, header: header, markdown: markdown, expected: mark + parts.dropFirst().joined(separator: mark))
  }

  private func settings(_ name: String) -> [String] {
    for word in header.split(whereSeparator: \.isWhitespace) where word.hasPrefix(name + "=") {
      return word.dropFirst(name.count + 1).split(separator: ",").map(String.init)
    }
    return []
  }

  var options: MarkdownOptions {
    var options = MarkdownOptions(language: settings("lang").first ?? "de", siteOrigin: "https://www.example.de")
    options.rawHTML = settings("raw").first.flatMap(RawHTMLPolicy.init) ?? .allowList
    options.hooks = Set(settings("hooks").compactMap(RenderHook.init))
    for name in settings("off") {
      for known in MarkdownExtensions.names where known.name == name { options.extensions.remove(known.extension) }
    }
    return options
  }

  var actual: String {
    let document = MarkdownDocument(SourceText(path: "a.md", text: markdown), options: options)
    let output: MarkdownOutput = settings("output") == ["feed"] ? .feed : .page
    var html: [UInt8] = []
    document.html.write(for: output, resolver: CaseResolver(), into: &html)
    var text = "<<<< html\n" + String(decoding: html, as: UTF8.self)
    let diagnostics = document.diagnostics.inReadingOrder().map(DiagnosticText().text(of:)).joined()
    if !diagnostics.isEmpty { text += "<<<< diagnostics\n" + diagnostics }
    if settings("show") == ["plain"] { text += "<<<< plain\n" + document.plainText + "\n" }
    if settings("show") == ["summary"], let summary = document.summary {
      var html: [UInt8] = []
      document.html.write(summary.html, resolver: CaseResolver(), into: &html)
      text += "<<<< summary\n" + String(decoding: html, as: UTF8.self) + "<<<< plain summary\n\(summary.plainText)\n"
    }
    return text
  }
}

/// Resolves every source to an address, every image to a size, and shows components in square brackets.
struct CaseResolver: MarkdownResolver {
  func address(of link: MarkdownLink) -> String? { link.destination.contains(".md") ? "/at/" + link.destination : nil }

  func size(of image: MarkdownLink) -> (width: Int, height: Int)? {
    image.destination.hasSuffix(".jpg") ? (640, 480) : nil
  }

  func render(_ component: MarkdownComponent, body: [UInt8], address: String?, into output: inout [UInt8]) {
    var arguments = component.arguments.map { " \($0.name)=\($0.value)" }.joined()
    if let address { arguments += " address=\(address)" }
    // What a template gets is not escaped yet: here it must not look like HTML.
    arguments = arguments.replacing("<", with: "‹")
    output += Array("⟦\(component.name) \(component.kind)\(arguments)|".utf8) + body + Array("⟧".utf8)
  }
}

@Suite struct ConversionTests {
  @Test(arguments: ConversionCase.all("conversion")) func converts(document: ConversionCase) throws {
    try check(document)
  }

  @Test(arguments: ConversionCase.all("security")) func defusesAttacks(document: ConversionCase) throws {
    try check(document)
    let html = document.actual.components(separatedBy: "<<<< diagnostics")[0].lowercased()
    for word in ["href=\"javascript", "href=\"vbscript", "href=\"data", "<script", "<iframe", "<style", "<form"] {
      #expect(!html.contains(word), "\(document): \(word)")
    }
    let withoutValues = html.replacing(/"[^"]*"/, with: "")
    #expect(withoutValues.firstMatch(of: /<[a-z][^<>]*[ \/](on[a-z]+|style)\s*=/) == nil, "\(document)")
  }

  private func check(_ document: ConversionCase) throws {
    let actual = document.actual
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try (document.header + document.markdown + actual).write(to: document.file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(document)")
    }
    #expect(actual == document.expected, "\(document)")
  }
}
