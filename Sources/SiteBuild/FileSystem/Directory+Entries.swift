#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One name in a folder.
package struct DirectoryEntry: Sendable, Hashable {
  /// A path of one part.
  package let name: RelativePath
  package let kind: FileKind
}

extension Directory {
  /// What stands in a folder below this one, or in this one itself, in no order.
  package func entries(of relative: RelativePath? = nil) throws(SystemError) -> [DirectoryEntry] {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let listing = retryingInterruptions {
      unsafe relative?.withCString { unsafe openat(descriptor, $0, flags) } ?? openat(descriptor, ".", flags)
    }
    guard listing >= 0 else { throw listingFailure(relative) }
    guard let stream = unsafe fdopendir(listing) else {
      let error = listingFailure(relative)
      _ = close(listing)
      throw error
    }
    defer { _ = unsafe closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw listingFailure(relative) }
        return entries
      }
      let bytes = unsafe Self.name(of: entry)
      guard let name = RelativePath(bytes: bytes) else { continue }
      if let kind = unsafe Self.kind(ofType: entry.pointee.d_type) {
        entries.append(DirectoryEntry(name: name, kind: kind))
      } else if let status = try status(of: relative?.appending(name) ?? name) {
        entries.append(DirectoryEntry(name: name, kind: status.kind))
      }
    }
  }

  private func listingFailure(_ relative: RelativePath?) -> SystemError {
    let action = "list the folder"
    guard let relative else { return SystemError(action, path) }
    return failure(action, relative)
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
    let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// `nil` where the file system does not tell in its listings.
  private static func kind(ofType type: UInt8) -> FileKind? {
    switch Int(type) {
    case Int(DT_REG): .regular
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .symbolicLink
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }
}
