#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open folder; every call is relative to it, so that renaming it or its parents meanwhile does no harm.
///
/// No call follows a symbolic link at the end of a path.
package final class Directory: Sendable {
  private let owner: DescriptorOwner
  /// For messages: the path by which the folder was opened.
  package let path: String

  private init(descriptor: Int32, path: String) {
    owner = DescriptorOwner(number: descriptor)
    self.path = path
  }

  var descriptor: Int32 { owner.number }

  /// Opens a folder by a path from the root or from the current folder; symbolic links are followed.
  package convenience init(opening path: String) throws(SystemError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let descriptor = retryingInterruptions { unsafe openat(AT_FDCWD, path, flags) }
    guard descriptor >= 0 else { throw SystemError("open the folder", path) }
    self.init(descriptor: descriptor, path: path)
  }

  /// The path of something in this folder, for messages.
  package func path(of relative: RelativePath) -> String {
    path.hasSuffix("/") ? "\(path)\(relative)" : "\(path)/\(relative)"
  }

  package func directory(_ relative: RelativePath) throws(SystemError) -> Directory {
    let descriptor = open(relative, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    guard descriptor >= 0 else { throw failure("open the folder", relative) }
    return Directory(descriptor: descriptor, path: path(of: relative))
  }

  /// A file open for reading. A pipe does not make the call wait; reading from it gives nothing.
  package func file(_ relative: RelativePath) throws(SystemError) -> OpenFile {
    let descriptor = open(relative, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure("read", relative) }
    return OpenFile(descriptor: descriptor, relative, in: self)
  }

  /// A file open for reading, to which no symbolic link leads: not on the way either.
  package func fileWithoutLinks(_ relative: RelativePath) throws(SystemError) -> OpenFile {
    var folder = self
    for parent in relative.ancestors.reversed() { folder = try folder.directory(parent.name) }
    return try folder.file(relative.name)
  }

  /// A new file open for writing. Its folder must exist, it itself must not.
  package func newFile(_ relative: RelativePath, permissions: UInt32 = 0o644) throws(SystemError) -> OpenFile {
    let descriptor = open(relative, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, permissions)
    guard descriptor >= 0 else { throw failure("write", relative) }
    return OpenFile(descriptor: descriptor, relative, in: self)
  }

  private func open(_ relative: RelativePath, _ flags: Int32, _ permissions: UInt32 = 0o644) -> Int32 {
    unsafe relative.withCString { name in
      retryingInterruptions { unsafe openat(descriptor, name, flags | O_CLOEXEC, mode_t(permissions)) }
    }
  }

  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return FileStatus(status)
  }

  /// `nil` where nothing has that name.
  package func status(of relative: RelativePath) throws(SystemError) -> FileStatus? {
    var status = stat()
    let result = unsafe relative.withCString { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return FileStatus(status) }
    guard errno == ENOENT || errno == ENOTDIR else { throw failure("read", relative) }
    return nil
  }

  /// The error of a call on `relative` that has just failed.
  func failure(_ action: String, _ relative: RelativePath) -> SystemError {
    let code = errno
    return SystemError(action, path(of: relative), code: code)
  }
}
