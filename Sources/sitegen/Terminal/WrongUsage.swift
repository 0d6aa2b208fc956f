import ArgumentParser
import SiteDiagnostics

/// Wrong usage that shows only when the site is known: told like every other message, with the exit code of usage.
enum WrongUsage {
  static func report(_ message: String, hint: String? = nil) -> ExitCode {
    DiagnosticFormat.text.report([.error("usage.wrong", message, hint: hint)])
    return ExitStatus.usage.code
  }
}
