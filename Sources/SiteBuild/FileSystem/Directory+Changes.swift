#if canImport(Darwin)
  import Darwin
#else
  import CLinux
  import Glibc
#endif

extension Directory {
  package func makeDirectory(_ relative: RelativePath, permissions: UInt32 = 0o755) throws(SystemError) {
    guard unsafe relative.withCString({ unsafe mkdirat(descriptor, $0, mode_t(permissions)) }) == 0 else {
      throw failure("create the folder", relative)
    }
  }

  /// Makes a folder and those above it, as far as they are missing. Tasks may do so at the same time.
  package func makeDirectories(_ relative: RelativePath) throws(SystemError) {
    do {
      try makeDirectory(relative)
    } catch let error where error.kind == .alreadyExists {
      return
    } catch let error where error.kind == .missing {
      guard let parent = relative.parent else { throw error }
      try makeDirectories(parent)
      try makeDirectories(relative)
    }
  }

  /// Gives the file `relative` a second name, in `other`. A symbolic link is linked itself, not what it points to.
  package func link(
    _ relative: RelativePath, in other: Directory, as name: RelativePath
  ) throws(SystemError) {
    let (from, to) = (descriptor, other.descriptor)
    let result = unsafe relative.withCString { old in
      unsafe name.withCString { new in unsafe linkat(from, old, to, new, 0) }
    }
    guard result == 0 else { throw other.failure("link", name) }
  }

  /// Moves something to `other` in one step, over a file that may have that name there.
  package func move(
    _ relative: RelativePath, to other: Directory, as name: RelativePath
  ) throws(SystemError) {
    let (from, to) = (descriptor, other.descriptor)
    let result = unsafe relative.withCString { old in
      unsafe name.withCString { new in unsafe renameat(from, old, to, new) }
    }
    guard result == 0 else { throw other.failure("write", name) }
  }

  /// Whether files can be moved to `other`: not where another file system begins between the two, nor where one and
  /// the same is mounted at two places.
  func canMove(to other: Directory) throws(SystemError) -> Bool {
    guard try status().identity.device == other.status().identity.device else { return false }
    do throws(SystemError) {
      // The system looks at where the two folders are mounted before it looks for the file.
      let nothing: RelativePath = ".sitegen-probe"
      try move(nothing, to: other, as: nothing)
      return true
    } catch {
      return error.kind != .otherFileSystem
    }
  }

  package enum Exclusive: Sendable {
    /// Fails with `EEXIST` rather than replace anything.
    case keepingExisting
    /// Both names must exist and change places, in one step.
    case exchanging
  }

  /// Moves something to `other` in one step, and never over anything. Not every file system can do it.
  package func move(
    _ relative: RelativePath, to other: Directory, as name: RelativePath, _ how: Exclusive
  ) throws(SystemError) {
    let (from, to) = (descriptor, other.descriptor)
    let result = unsafe relative.withCString { old in
      unsafe name.withCString { new in
        #if canImport(Darwin)
          unsafe renameatx_np(from, old, to, new, UInt32(how == .exchanging ? RENAME_SWAP : RENAME_EXCL))
        #else
          unsafe renameat2(from, old, to, new, UInt32(how == .exchanging ? RENAME_EXCHANGE : RENAME_NOREPLACE))
        #endif
      }
    }
    guard result == 0 else { throw other.failure("write", name) }
  }

  /// Removes a name that is no folder's.
  package func removeFile(_ relative: RelativePath) throws(SystemError) {
    guard unsafe relative.withCString({ unsafe unlinkat(descriptor, $0, 0) }) == 0 else {
      throw failure("remove", relative)
    }
  }

  /// Removes a folder, which must be empty.
  package func removeDirectory(_ relative: RelativePath) throws(SystemError) {
    guard unsafe relative.withCString({ unsafe unlinkat(descriptor, $0, AT_REMOVEDIR) }) == 0 else {
      throw failure("remove the folder", relative)
    }
  }
}
