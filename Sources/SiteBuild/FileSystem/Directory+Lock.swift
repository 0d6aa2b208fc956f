#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Directory {
  /// Locks the open folder for this value alone, without waiting; `false` where another has it.
  ///
  /// The lock ends with this value, or with the process.
  func lock() throws(SystemError) -> Bool {
    if retryingInterruptions({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw SystemError("lock the folder", path) }
    return false
  }

  /// Gives the lock up, though this value may live on.
  func unlock() {
    _ = retryingInterruptions { flock(descriptor, LOCK_UN) }
  }
}
