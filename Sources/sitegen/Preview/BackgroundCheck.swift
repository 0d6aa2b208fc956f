import Dispatch
import Foundation
import SiteBuild
import SiteDiagnostics

/// `sitegen check` beside the preview: a process of its own, so that it takes what nobody else wants of the processors,
/// gives its memory back, and can be stopped at any moment.
struct BackgroundCheck: Sendable {
  let source: String
  let showsUnpublished: Bool
  let now: String?

  /// What it found; `nil` where it was stopped, or can't be run here.
  func run() async -> [Diagnostic]? {
    guard let program = Self.program else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    var arguments = [
      "nice", "-n", "19", program, "check", "--source", source, "--format", "json", "--quiet", "--jobs", "1",
    ]
    if showsUnpublished { arguments += ["--drafts", "--future"] }
    if let now { arguments += ["--now", now] }
    process.arguments = arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let identifier = process.processIdentifier
    let bytes = await withTaskCancellationHandler {
      await withCheckedContinuation { (waiting: CheckedContinuation<Data, Never>) in
        // Blocks until the other end is closed, which no thread of the pool for tasks may.
        DispatchQueue.global(qos: .background).async {
          waiting.resume(returning: (try? pipe.fileHandleForReading.readToEnd()) ?? Data())
        }
      }
    } onCancel: {
      kill(identifier, SIGTERM)
    }
    process.waitUntilExit()
    if Task.isCancelled { return nil }
    return (try? JSONDecoder().decode(Report.self, from: bytes))?.diagnostics.map { $0.diagnostic(below: source) }
  }

  /// The path of the program that runs.
  private static var program: String? {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return link ?? Bundle.main.executablePath
  }

  /// What `--format json` writes.
  private struct Report: Decodable {
    let diagnostics: [Item]
  }

  private struct Item: Decodable {
    let severity: String
    let id: String
    let message: String
    let hint: String?
    let path: String?
    let line: Int?
    let column: Int?
    let length: Int?
    let notes: [Note]

    struct Note: Decodable {
      let message: String
    }

    func diagnostic(below folder: String) -> Diagnostic {
      let place = path.map { path in
        SourceLocation(
          path: path, line: line ?? 1, column: column ?? 1, length: length ?? 0,
          excerpt: line.flatMap { Self.line($0, of: folder + "/" + path) })
      }
      return Diagnostic(
        Diagnostic.Severity(rawValue: severity) ?? .note, id: id, message, at: place,
        notes: notes.map { .init($0.message) }, hint: hint)
    }

    /// A line of a file, unless it is too long to be shown.
    private static func line(_ number: Int, of file: String) -> String? {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
      let lines = text.split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
      guard lines.indices.contains(number - 1), lines[number - 1].utf8.count < 400 else { return nil }
      return String(lines[number - 1])
    }
  }
}
