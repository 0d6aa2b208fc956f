import Foundation
import SiteDiagnostics
import SiteMarkdown

enum Cases {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases")
}

/// The HTML of a text without a site around it.
func render(_ markdown: String, _ options: MarkdownOptions) -> String {
  let document = MarkdownDocument(SourceText(path: "test.md", text: markdown), options: options)
  var html: [UInt8] = []
  document.html.write(resolver: PlainResolver(), into: &html)
  return String(decoding: html, as: UTF8.self)
}

/// Leaves links as they are and shows components as their bodies.
struct PlainResolver: MarkdownResolver {
  func address(of link: MarkdownLink) -> String? { nil }

  func size(of image: MarkdownLink) -> (width: Int, height: Int)? { nil }

  func render(_ component: MarkdownComponent, body: [UInt8], address: String?, into output: inout [UInt8]) {
    output.append(contentsOf: component.fallback(body: body, address: address))
  }
}
