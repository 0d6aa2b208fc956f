#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Owns one of the process's file descriptors: closes it when its life ends.
struct DescriptorOwner: ~Copyable, Sendable {
  let number: Int32

  deinit {
    _ = Self.close(number)
  }

  /// Closes now, and says how it went: 0 or -1 with `errno` set.
  consuming func close() -> Int32 {
    let number = number
    discard self
    return Self.close(number)
  }

  private static func close(_ number: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.close(number)
    #else
      Glibc.close(number)
    #endif
  }
}
