#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a name in a folder stands for.
package enum FileKind: Sendable, Hashable {
  case regular, directory, symbolicLink
  /// A pipe, a socket or a device.
  case other

  init(mode: UInt32) {
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFREG): self = .regular
    case UInt32(S_IFDIR): self = .directory
    case UInt32(S_IFLNK): self = .symbolicLink
    default: self = .other
    }
  }
}

/// What the system keeps about a file beside its bytes.
package struct FileStatus: Sendable, Hashable {
  /// Two names with the same identity are one file.
  package struct Identity: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
  }

  package let identity: Identity
  package let kind: FileKind
  /// In bytes.
  package let size: Int
  /// The permission bits alone.
  package let permissions: UInt32
  package let owner: UInt32
  package let group: UInt32
  /// Since 1970.
  package let modificationTime: Time

  package struct Time: Sendable, Hashable {
    package let seconds: Int
    package let nanoseconds: Int
  }

  init(_ status: stat) {
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    kind = FileKind(mode: UInt32(status.st_mode))
    size = Int(status.st_size)
    permissions = UInt32(status.st_mode) & 0o7777
    owner = status.st_uid
    group = status.st_gid
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modificationTime = Time(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }
}
