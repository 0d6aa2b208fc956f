import Foundation
import SiteDiagnostics
import SiteTemplate

/// Compiles and renders templates that a seeded generator makes of a corpus by cutting, joining and damaging its files.
///
///     template-fuzz CORPUS [--seconds 60] [--seed 1] [--input NUMBER]
///
/// Anything but a result or a diagnostic ends the process; the number of the input that was being tried stands in
/// `template-fuzz.last`, and `--input` prints and tries that one alone. Inputs that take longer than two seconds of
/// processor time are failures too.
@main
struct TemplateFuzz {
  static func main() throws {
    let arguments = CommandLine.arguments
    func option(_ name: String) -> Int? {
      arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? Int(arguments[$0 + 1]) : nil }
    }
    guard arguments.count > 1 else {
      print("usage: template-fuzz CORPUS [--seconds 60] [--seed 1] [--input NUMBER]")
      exit(2)
    }
    let corpus = try files(in: arguments[1])
    let seed = UInt64(option("--seed") ?? 1)
    if let number = option("--input") {
      var mutator = Mutator(corpus: corpus, seed: seed, number: UInt64(number))
      let input = mutator.input()
      print(String(decoding: input, as: UTF8.self))
      try run(input)
      return
    }
    let last = unsafe open("template-fuzz.last", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let start = ContinuousClock.now
    let limit = Duration.seconds(option("--seconds") ?? 60)
    var number: UInt64 = 0
    while ContinuousClock.now - start < limit {
      let text = Array("\(seed) \(number)\n".utf8)
      _ = unsafe text.withUnsafeBytes { unsafe pwrite(last, $0.baseAddress, $0.count, 0) }
      let began = clock()
      var mutator = Mutator(corpus: corpus, seed: seed, number: number)
      try run(mutator.input())
      let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
      if seconds > 2 {
        print("input \(number) of seed \(seed) takes \(seconds) seconds")
        exit(1)
      }
      number += 1
    }
    print("\(number) inputs of seed \(seed) without a crash")
  }

  private static let data: Value = [
    "title": "Größe & <Maß>", "n": 42, "x": 1.5, "yes": true, "no": false, "nothing": .none,
    "items": [3, 1, 2], "words": ["b", "a", "ä"], "user": ["name": "Ada", "tags": ["x", "y"]],
    "tree": [["t": "A", "kids": [["t": "B", "kids": []]]]], "html": Value(markup: "<b>"),
  ]

  /// Compiles and renders the input, whose templates are set apart by NUL bytes.
  private static func run(_ input: [UInt8]) throws {
    var sources: [TemplateSource] = []
    for (index, part) in input.split(separator: 0, omittingEmptySubsequences: false).prefix(4).enumerated() {
      let name = ["main.html", "a.html", "b.html", "c.txt"][index]
      sources.append(TemplateSource(name: name, text: SourceText(path: name, bytes: Array(part))))
    }
    for policy in UndefinedPolicy.allCases {
      let limits = Limits(steps: 200_000, depth: 100, outputBytes: 1 << 20, valueBytes: 4 << 20)
      let environment = Environment(undefinedPolicy: policy, limits: limits)
      let (set, diagnostics) = TemplateSet.compile(sources, environment: environment)
      for diagnostic in diagnostics { _ = DiagnosticText().text(of: diagnostic) }
      for name in set.names {
        do throws(RenderError) {
          _ = try set.render(name, context: data)
        } catch {
          for diagnostic in error.diagnostics { _ = DiagnosticText().text(of: diagnostic) }
        }
        _ = set.disassembly(of: name)
      }
    }
    _ = JSONReader.read(SourceText(path: "data.json", bytes: input))
  }

  private static func files(in folder: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
    }
  }
}
