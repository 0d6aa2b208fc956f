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
      print("usage: markdown-benchmark FOLDER [ROUNDS [WAY]] | markdown-benchmark --growth")
      exit(2)
    }
    if arguments[1] == "--growth" { return measureGrowth() }
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

  // MARK: Growth

  /// Inputs that make a careless converter work for the square of their size.
  static let shapes: [(name: String, make: @Sendable (Int) -> String)] = [
    ("nested quotes", { String(repeating: "> ", count: $0) + "a" }),
    ("nested lists", { n in (0..<min(n, 400)).map { String(repeating: " ", count: $0) + "- a\n" }.joined() }),
    ("open brackets", { String(repeating: "[", count: $0) + "a" }),
    ("bracket pairs", { String(repeating: "[a](", count: $0) }),
    ("spans", { String(repeating: "[a]{.b} ", count: $0) }),
    ("open spans", { String(repeating: "[a ", count: $0) + String(repeating: "]{.b}", count: $0) }),
    ("backticks", { n in (1...n / 20).map { "e" + String(repeating: "`", count: $0 % 200) }.joined() }),
    ("emphasis openers", { String(repeating: "*a _b ", count: $0) }),
    ("tildes", { String(repeating: "~~a ~b ", count: $0) }),
    ("nested deletions", { String(repeating: "~~(", count: $0) + String(repeating: ")~~", count: $0) }),
    ("quotes", { String(repeating: "\"a 'b ", count: $0) }),
    ("apostrophes", { String(repeating: "'a ", count: $0) }),
    ("empty cells", { n in "|a\n|-\n" + String(repeating: "|\n", count: n) }),
    ("wide table", { n in row("a", n / 10) + row("-", n / 10) + String(repeating: "x\n", count: n / 10) }),
    ("many tables", { String(repeating: "|a|b|\n|-|-|\n|c|[d]|\n\n", count: $0 / 4) + "[d]: /e\n" }),
    ("footnotes", { n in (0..<n / 4).map { "a[^\($0)]\n\n[^\($0)]: b\n\n" }.joined() }),
    ("footnote references", { "[^a]: b\n\n" + String(repeating: "c[^a] ", count: $0 / 2) }),
    ("equal headings", { String(repeating: "# a\n", count: $0) }),
    ("containers", { String(repeating: "::: a\n", count: $0 / 2) + String(repeating: ":::\n", count: $0 / 2) }),
    ("definitions", { String(repeating: "a\n: b\n\n", count: $0 / 2) }),
    ("shortcodes", { String(repeating: "{{ a(b=\"c\") }} ", count: $0 / 2) }),
    ("unfinished shortcodes", { String(repeating: "{{ a(b=\"", count: $0 / 2) }),
    ("raw tags", { String(repeating: "<b>", count: $0) + String(repeating: "</i>", count: $0) }),
    ("addresses", { String(repeating: "https://a.b/(c ", count: $0 / 2) }),
    ("mail", { String(repeating: "a@b", count: $0) }),
    ("attributes", { String(repeating: "{#a ", count: $0) }),
    ("escapes", { String(repeating: "\\\"", count: $0) }),
    ("references", { n in (0..<n / 4).map { "[a\($0)]: b\n\n[a\($0)] " }.joined() }),
    ("numbers", { String(repeating: "1 000 ", count: $0) }),
    ("periods", { String(repeating: "a. ", count: $0) }),
    ("links in one paragraph", { String(repeating: "[a](b.md) ", count: $0 / 2) }),
    ("dangerous links", { String(repeating: "[a](javascript:b) ", count: $0 / 4) }),
    ("undefined footnotes", { String(repeating: "[^a] ", count: $0 / 2) }),
  ]

  static func row(_ cell: String, _ count: Int) -> String { String(repeating: "|" + cell, count: count) + "|\n" }

  /// Time and output at n, 2n and 4n: where either grows faster than the input, a shape is marked.
  static func measureGrowth() {
    print("shape: input bytes, output per input byte, ns per input byte at n, 2n, 4n")
    var bad = 0
    for (name, make) in shapes {
      var times: [Double] = []
      var sizes: [Double] = []
      var input = 0
      for factor in [1, 2, 4] {
        let source = SourceText(path: "a.md", text: make(10_000 * factor))
        input = source.bytes.count
        var best = Double.infinity
        var output = 0
        for _ in 0..<3 {
          let start = cpuTime()
          output = MarkdownDocument(source, options: MarkdownOptions()).html.byteCount
          best = min(best, cpuTime() - start)
        }
        times.append(best * 1e9 / Double(input))
        sizes.append(Double(output) / Double(input))
      }
      let grows = times[2] > 3 * times[0] + 20 || sizes[2] > 1.5 * sizes[0] + 1
      bad += grows ? 1 : 0
      let figures = String(
        format: "%9d  %6.1f %6.1f %6.1f  %8.1f %8.1f %8.1f  ", input, sizes[0], sizes[1], sizes[2], times[0], times[1],
        times[2])
      print(figures + name + (grows ? "  <-- faster than linear" : ""))
    }
    exit(bad == 0 ? 0 : 1)
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
