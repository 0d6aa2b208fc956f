#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A system call that failed: on what, and why.
package struct SystemError: Error, Sendable, Hashable {
  /// What was meant to happen, as it reads after "cannot": `write`, `read`, `create the folder`.
  package let action: String
  /// The path as the user knows it.
  package let path: String
  /// The value of `errno`.
  package let code: Int32

  package init(_ action: String, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The system's own words, in lower case at the start: `no space left on device`.
  package var reason: String {
    var text = [CChar](repeating: 0, count: 256)
    _ = unsafe strerror_r(code, &text, text.count)
    let known = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return known.prefix(1).lowercased() + known.dropFirst()
  }
}

/// Runs a system call until no signal interrupts it; it fails by giving back -1.
func retryingInterruptions<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
