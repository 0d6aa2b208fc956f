import Subprocess

/// How a program ended.
struct ToolResult: Sendable {
  var tool: String
  /// The exit code; 128 and the signal's number where a signal ended it, as shells have it.
  var status: Int32
  var output: [UInt8]
  /// The end of its standard error.
  var errors: String

  var succeeded: Bool { status == 0 }

  var outputText: String { String(decoding: output, as: UTF8.self) }

  static func code(of status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
