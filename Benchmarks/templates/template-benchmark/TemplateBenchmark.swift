import Foundation
import SiteDiagnostics
import SiteTemplate

/// Renders one template over and over in this process and prints how often a second of processor time, as the best of
/// eight slices: what else runs on the machine changes little in that.
///
///     template-benchmark TEMPLATES DATA.json NAME [--seconds 5] [--compile] [--dump FILE]
///
/// `--compile` measures compiling the whole folder instead. `--dump` writes what was rendered, for comparison.
@main
struct TemplateBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let seconds = option("--seconds", in: &arguments).flatMap(Double.init) ?? 5
    let dump = option("--dump", in: &arguments)
    let compiles = flag("--compile", in: &arguments)
    guard arguments.count == 3 else {
      print("usage: template-benchmark TEMPLATES DATA.json NAME [--seconds 5] [--compile] [--dump FILE]")
      exit(2)
    }
    let sources = try templates(in: arguments[0])
    let data = try SourceText(path: arguments[1], bytes: Array(Data(contentsOf: URL(fileURLWithPath: arguments[1]))))
    let context = try JSONReader.read(data).get()
    let environment = Environment()
    let (set, diagnostics) = TemplateSet.compile(sources, environment: environment)
    for diagnostic in diagnostics { print(DiagnosticText().text(of: diagnostic)) }

    let output = try set.render(arguments[2], context: context)
    if let dump { try Data(output).write(to: URL(fileURLWithPath: dump)) }
    if compiles {
      let size = sources.reduce(0) { $0 + $1.text.bytes.count }
      let rate = try measure(seconds) { _ = TemplateSet.compile(sources, environment: environment) }
      print("sitegen: \(format(rate)) compiles/s of \(sources.count) templates, \(size) bytes")
    } else {
      let size = output.count
      let rate = try measure(seconds) { _ = try set.render(arguments[2], context: context) }
      print("sitegen: \(format(rate)) renders/s of \(size) bytes, \(format(rate * Double(size) / 1e6)) MB/s")
    }
  }

  private static func templates(in folder: String) throws -> [TemplateSource] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
      return TemplateSource(name: name, text: SourceText(path: "\(folder)/\(name)", bytes: Array(bytes)))
    }
  }

  /// Runs of `body` in a second of this process's time.
  private static func measure(_ seconds: Double, _ body: () throws -> Void) throws -> Double {
    for _ in 0..<3 { try body() }
    var best = 0.0
    for _ in 0..<8 {
      let start = clock()
      var count = 0.0
      var elapsed = 0.0
      repeat {
        try body()
        count += 1
        elapsed = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      } while elapsed < seconds / 8
      best = max(best, count / elapsed)
    }
    return best
  }

  private static func format(_ number: Double) -> String { String(format: "%.1f", number) }

  private static func option(_ name: String, in arguments: inout [String]) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    let value = arguments[index + 1]
    arguments.removeSubrange(index...index + 1)
    return value
  }

  private static func flag(_ name: String, in arguments: inout [String]) -> Bool {
    guard let index = arguments.firstIndex(of: name) else { return false }
    arguments.remove(at: index)
    return true
  }
}
