#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the system says about a file or a folder without looking into it: as long as that stays the same, so does what is
/// in it, but for the moment described at ``StampClock``.
///
/// A file's time of change cannot be set by anybody: it tells what restores the time of modification, too.
struct FileStamp: Sendable, Hashable {
  var device: UInt64
  var inode: UInt64
  var mode: UInt32
  var owner: UInt32
  var group: UInt32
  var size: Int64
  /// Both in nanoseconds since 1970.
  var modified: Int64
  var changed: Int64

  var kind: FileKind { FileKind(mode: mode) }

  /// Whether a folder's owner may not do everything in it.
  var isClosed: Bool { mode & 0o700 != 0o700 }

  /// Whether two folders let the same people do the same things.
  func hasAccess(of other: FileStamp) -> Bool {
    (mode, owner, group) == (other.mode, other.owner, other.group)
  }
}

extension FileStamp {
  fileprivate init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino), mode: UInt32(status.st_mode),
      owner: status.st_uid, group: status.st_gid, size: Int64(status.st_size), modified: Self.nanoseconds(modified),
      changed: Self.nanoseconds(changed))
  }

  /// Times after the year 2262 wrap around: they need to be told apart, no more.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension Directory {
  /// `nil` where nothing has that name, or where nobody can tell.
  ///
  /// - Parameter start: how many of the path's bytes lead to this folder.
  func stamp(of relative: RelativePath, from start: Int = 0) -> FileStamp? {
    var status = stat()
    let result = unsafe relative.withCString(from: start) {
      unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
    }
    return result == 0 ? FileStamp(status) : nil
  }
}

extension OpenFile {
  func stamp() throws(SystemError) -> FileStamp {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return FileStamp(status)
  }
}
