#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The three streams that every program is started with, as whoever started it left them.
enum StandardStreams {
  /// Makes sure that all three are there: where one was closed, the next file that is opened would take its number, and what
  /// is meant for the stream would go into that file. What takes its place refuses what the stream is for, so that who
  /// reads or writes there is told.
  static func occupy() {
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
      // The system gives the lowest number that is free, and those below are taken.
      if fcntl(number, F_GETFD) == -1, errno == EBADF { _ = unsafe open("/dev/null", mode) }
    }
  }

  /// Writes all bytes. Where somebody has made the stream one that doesn't wait, this waits.
  ///
  /// - Returns: why not all could be written, as the system's number; `nil` where they were.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wait, 1, -1)
      case let code: return code
      }
    }
    return nil
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.write(descriptor, bytes, count)
    #else
      unsafe Glibc.write(descriptor, bytes, count)
    #endif
  }

  /// Closes a stream that was written to: some file systems say only now that there was no room.
  static func close(_ descriptor: Int32) -> Int32? {
    #if canImport(Darwin)
      let result = Darwin.close(descriptor)
    #else
      let result = Glibc.close(descriptor)
    #endif
    return result == 0 || errno == EINTR ? nil : errno
  }

  /// In the system's words, as a sentence goes on with them.
  static func reason(_ code: Int32) -> String {
    if code == EBADF { return "it is closed" }
    let text = unsafe String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
