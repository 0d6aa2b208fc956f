import Foundation
import Synchronization

/// The two streams that sitegen writes to.
enum Terminal {
  enum Stream {
    /// Results.
    case output
    /// What is said about the work: diagnostics, progress, summaries.
    case diagnostics

    fileprivate var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// How many letters fit into one line; 80 where the terminal doesn't say.
    var columns: Int {
      var size = winsize()
      guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    }

    /// Colours only on a terminal, and never with `NO_COLOR` (no-color.org) or a terminal that has none.
    var usesColor: Bool {
      let environment = ProcessInfo.processInfo.environment
      return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
  }

  /// Whether something that was to be said is lost: a disk was full, say.
  private static let hasLostWords = Atomic(false)

  /// Writes all of it. A result that can't be written ends the program: nobody must take a part of it for the whole.
  static func write(_ text: String, to stream: Stream) { write(Array(text.utf8), to: stream) }

  static func write(_ bytes: [UInt8], to stream: Stream) {
    guard let code = StandardStreams.write(bytes, to: stream.descriptor) else { return }
    switch stream {
    case .output: end(code)
    case .diagnostics:
      // Nobody who listens no longer, or never did, misses anything.
      if code != EPIPE, code != EBADF { hasLostWords.store(true, ordering: .relaxed) }
    }
  }

  /// Closes the streams at the end of the work.
  ///
  /// - Returns: whether all that was said is where it was sent.
  static func finish() -> Bool {
    if let code = StandardStreams.close(STDOUT_FILENO) { end(code) }
    return !hasLostWords.load(ordering: .relaxed)
  }

  /// What a shell says of a program that the signal of a closed pipe has ended: those who have it ignored get it as well.
  private static let closedPipe = 128 + SIGPIPE

  private static func end(_ code: Int32) -> Never {
    if code == EPIPE { exit(closedPipe) }
    write("error: cannot write the result to standard output: \(StandardStreams.reason(code))\n", to: .diagnostics)
    exit(ExitStatus.siteHasErrors.rawValue)
  }
}
