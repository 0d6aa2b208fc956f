import Foundation

/// The two streams that sitegen writes to.
enum Terminal {
  enum Stream {
    /// Results.
    case output
    /// What is said about the work: diagnostics, progress, summaries.
    case diagnostics

    fileprivate var handle: FileHandle {
      switch self {
      case .output: .standardOutput
      case .diagnostics: .standardError
      }
    }

    var isTerminal: Bool { isatty(handle.fileDescriptor) == 1 }

    /// How many letters fit into one line; 80 where the terminal doesn't say.
    var columns: Int {
      var size = winsize()
      guard unsafe ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    }

    /// Colours only on a terminal, and never with `NO_COLOR` (no-color.org) or a terminal that has none.
    var usesColor: Bool {
      let environment = ProcessInfo.processInfo.environment
      return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
  }

  /// Writes all of it; a reader that has gone away is no fault of ours.
  static func write(_ text: String, to stream: Stream) { write(Array(text.utf8), to: stream) }

  static func write(_ bytes: [UInt8], to stream: Stream) { try? stream.handle.write(contentsOf: bytes) }
}
