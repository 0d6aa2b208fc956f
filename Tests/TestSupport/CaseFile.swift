import Foundation
package import Testing

/// A test as a file: an input, a line `=====`, and what is expected of it.
///
/// With `RECORD_GOLDENS=1` the expectation is written anew; such a run still fails, so that nobody takes it for a pass.
package struct CaseFile: Sendable, CustomTestStringConvertible {
  private let url: URL
  package let input: String
  package let expected: String

  package var testDescription: String { url.deletingPathExtension().lastPathComponent }

  private static let separator = "\n=====\n"

  /// All cases of a folder beside the test's own file, by name.
  package static func all(in folder: String, besides file: String = #filePath) -> [CaseFile] {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: folder)
    let urls = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return urls.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map(CaseFile.init)
  }

  private init(_ url: URL) {
    self.url = url
    let text = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let cut = text.range(of: Self.separator, options: .literal)
    input = cut.map { String(text[..<$0.lowerBound]) + "\n" } ?? text
    expected = cut.map { String(text[$0.upperBound...]) } ?? ""
  }

  /// Holds what came out against the file.
  package func expect(_ actual: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    if actual == expected { return }
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try? Data((input.dropLast() + Self.separator + actual).utf8).write(to: url)
      Issue.record("recorded \(url.lastPathComponent)", sourceLocation: sourceLocation)
    } else {
      Issue.record(
        "\(url.lastPathComponent)\n--- expected\n\(expected)--- got\n\(actual)", sourceLocation: sourceLocation)
    }
  }
}
