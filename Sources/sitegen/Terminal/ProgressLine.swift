import SiteBuild

/// Shows on a terminal that long work goes on, and how far it is; short work shows nothing.
struct ProgressLine {
  private let task: Task<Void, Never>?
  private static let erase = "\r\u{1B}[K"

  /// Starts to show `progress` after a moment, if standard error is a terminal.
  init(_ progress: BuildProgress, isQuiet: Bool) {
    guard !isQuiet, Terminal.Stream.diagnostics.isTerminal else {
      task = nil
      return
    }
    task = Task.detached {
      try? await Task.sleep(for: .milliseconds(400))
      while !Task.isCancelled {
        let (activity, done, total) = progress.current
        if total > 0 {
          Terminal.write("\(Self.erase)\(activity) \(done) of \(total)", to: .diagnostics)
        } else if !activity.isEmpty {
          Terminal.write("\(Self.erase)\(activity) …", to: .diagnostics)
        }
        try? await Task.sleep(for: .milliseconds(100))
      }
      Terminal.write(Self.erase, to: .diagnostics)
    }
  }

  func end() async {
    task?.cancel()
    await task?.value
  }
}
