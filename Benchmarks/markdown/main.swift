import CCmark
import Foundation
import SiteDiagnostics
import SiteMarkdown

/// Compares the converter with libcmark alone over a folder of Markdown files, in one run.
///
/// The three ways take turns over the same bytes in memory; what counts is the fastest of the rounds of each, since
/// everything else on the machine only ever adds time.
@main
enum MarkdownBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: markdown-benchmark FOLDER [ROUNDS [WAY]]")
      exit(2)
    }
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
    let only = arguments.count > 3 ? Int(arguments[3]) : nil
    let documents = try load(URL(fileURLWithPath: arguments[1]))
    let bytes = documents.reduce(0) { $0 + $1.source.bytes.count - $1.body }
    print("\(documents.count) documents, \(bytes) bytes of Markdown, best of \(rounds) rounds")

    var withoutTypography = MarkdownExtensions.all
    withoutTypography.remove(.typography)
    let ways: [(name: String, run: () -> Int)] = [
      ("cmark_markdown_to_html", { documents.reduce(0) { $0 + cmark($1) } }),
      ("plain CommonMark", { convert(documents, .commonMark) }),
      ("all but typography", { convert(documents, MarkdownOptions(extensions: withoutTypography)) }),
      ("everything, German", { convert(documents, MarkdownOptions()) }),
    ]
    var best = [Double](repeating: .infinity, count: ways.count)
    var written = [Int](repeating: 0, count: ways.count)
    for _ in 0..<rounds {
      for (index, way) in ways.enumerated() where only == nil || only == index {
        let start = cpuTime()
        written[index] = way.run()
        let time = cpuTime() - start
        best[index] = min(best[index], time)
      }
    }
    for (index, way) in ways.enumerated() {
      let line = String(
        format: "%8.1f ms  %6.1f µs/document  %5.2f ×  %d bytes  ", best[index] * 1000,
        best[index] * 1_000_000 / Double(documents.count), best[index] / best[0], written[index])
      print(line + way.name)
    }
  }

  /// Seconds that this thread has worked: other programs on the machine don't count.
  static func cpuTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  struct Document {
    let source: SourceText
    let body: Int
  }

  static func load(_ folder: URL) throws -> [Document] {
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var documents: [Document] = []
    while let file = paths?.nextObject() as? URL {
      guard file.pathExtension == "md" else { continue }
      let source = SourceText(path: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
      let text = String(decoding: source.bytes, as: UTF8.self)
      var body = 0
      if text.hasPrefix("---\n"), let end = text.range(of: "\n---\n") { body = text[..<end.upperBound].utf8.count }
      documents.append(Document(source: source, body: body))
    }
    return documents
  }

  static func cmark(_ document: Document) -> Int {
    unsafe document.source.bytes.withUnsafeBufferPointer { buffer in
      let text = unsafe UnsafeRawPointer(buffer.baseAddress! + document.body).assumingMemoryBound(to: CChar.self)
      let html = unsafe cmark_markdown_to_html(text, buffer.count - document.body, 0)
      let count = unsafe strlen(html!)
      unsafe free(html)
      return count
    }
  }

  static func convert(_ documents: [Document], _ options: MarkdownOptions) -> Int {
    documents.reduce(0) { $0 + MarkdownDocument($1.source, from: $1.body, options: options).html.byteCount }
  }
}
