#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What tells two states of a file apart without reading it.
struct FileStamp: Hashable {
  let size: Int
  let seconds: Int
  let nanoseconds: Int
  /// When anything of the file was last changed: no program can set this one back.
  let changeSeconds: Int
  let changeNanoseconds: Int
  let identity: UInt64
  let mode: UInt32
  let linkCount: Int

  /// Of the name itself where it is a symbolic link; `nil` where nothing has that name.
  init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let (time, change) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (time, change) = (status.st_mtim, status.st_ctim)
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    changeSeconds = Int(change.tv_sec)
    changeNanoseconds = Int(change.tv_nsec)
    identity = UInt64(status.st_ino)
    mode = UInt32(status.st_mode)
    linkCount = Int(status.st_nlink)
  }

  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
}
