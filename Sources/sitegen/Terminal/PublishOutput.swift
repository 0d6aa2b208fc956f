import Foundation
import SiteDiagnostics
import SitePublish
import Synchronization

/// What `publish` tells while it works and at its end.
final class PublishOutput: Sendable {
  private let format: DiagnosticFormat
  private let isQuiet: Bool
  private let showsProgress: Bool
  private let phase = Mutex("")
  private static let erase = "\r\u{1B}[K"

  init(format: DiagnosticFormat, isQuiet: Bool) {
    self.format = format
    self.isQuiet = isQuiet
    showsProgress = !isQuiet && Terminal.Stream.diagnostics.isTerminal
  }

  /// Shows on a terminal how far the work is.
  func show(_ event: PublishEvent) {
    guard showsProgress else { return }
    phase.withLock { phase in
      switch event {
      case .phase(let name):
        phase = name
        Terminal.write("\(Self.erase)\(name) …", to: .diagnostics)
      case .files(let done, let total):
        let width = 30
        let filled = total > 0 ? width * done / total : width
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        Terminal.write("\(Self.erase)\(phase) [\(bar)] \(done) of \(total)", to: .diagnostics)
      }
    }
  }

  func end(with diagnostics: [Diagnostic]) {
    clear()
    if format == .json { write(PublishJSON(diagnostics: diagnostics)) } else { format.report(diagnostics) }
  }

  func end(with report: PublishReport, duration: Duration) {
    clear()
    if format == .json {
      write(PublishJSON(report, milliseconds: BuildSummary.milliseconds(duration)))
      return
    }
    if report.outcome == .planned { Terminal.write(PublishSummary.plan(of: report), to: .output) }
    if !isQuiet { Terminal.write(PublishSummary.text(of: report, duration: duration), to: .diagnostics) }
  }

  func end(with releases: [Release], of target: PublishTarget) {
    clear()
    if format == .json {
      write(PublishJSON(releases, of: target))
    } else {
      Terminal.write(releases.map(PublishSummary.line(of:)).joined(), to: .output)
    }
  }

  private func clear() {
    if showsProgress { Terminal.write(Self.erase, to: .diagnostics) }
  }

  private func write(_ json: PublishJSON) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(json)) ?? Data()
    Terminal.write(Array(data) + Array("\n".utf8), to: .output)
  }
}
