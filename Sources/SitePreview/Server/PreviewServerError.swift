import NIOCore
import NIOPosix

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why the preview can't listen.
package struct PreviewServerError: Error, Sendable {
  package let message: String
  package let hint: String

  static let addressInUse = EADDRINUSE

  init(host: String, port: Int, _ error: (any Error)?) {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      message = "port \(port) of \(host) and the ones after it are taken"
      hint = "end another preview, or name a free port with `--port`"
    case EACCES:
      message = "port \(port) needs more rights than you have"
      hint = "name a port above 1023 with `--port`"
    case EADDRNOTAVAIL:
      message = "this machine has no address `\(host)`"
      hint = "leave `--host` out to preview on this machine alone"
    case let code?:
      message = "cannot listen at \(host), port \(port): \(unsafe String(cString: strerror(code)))"
      hint = "try another port with `--port`"
    case nil:
      message = "`\(host)` is no host of this machine"
      hint = "leave `--host` out to preview on this machine alone"
    }
  }
}
