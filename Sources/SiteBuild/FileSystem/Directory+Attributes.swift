#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Directory {
  /// Whether names may come and go in a folder in this one, or in this one itself.
  func canChange(_ relative: RelativePath?) -> Bool {
    guard let relative else { return unsafe faccessat(descriptor, ".", W_OK | X_OK, 0) == 0 }
    return unsafe relative.withCString { unsafe faccessat(descriptor, $0, W_OK | X_OK, 0) } == 0
  }

  /// Gives this folder the permissions, the owner and group, and the modification time of another one.
  func takeAttributes(of status: FileStatus) throws(SystemError) {
    let own = try self.status()
    if own.owner != status.owner || own.group != status.group {
      guard fchown(descriptor, status.owner, status.group) == 0 else { throw SystemError("set the owner of", path) }
    }
    guard fchmod(descriptor, mode_t(status.permissions)) == 0 else {
      throw SystemError("set the permissions of", path)
    }
    let time = timespec(tv_sec: status.modificationTime.seconds, tv_nsec: status.modificationTime.nanoseconds)
    guard unsafe futimens(descriptor, [time, time]) == 0 else { throw SystemError("set the time of", path) }
  }
}
