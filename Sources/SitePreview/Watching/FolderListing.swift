#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The names in one folder, sorted by whether a watcher goes into them.
struct FolderListing {
  private(set) var folders: [String] = []
  /// Everything else, symbolic links among it.
  private(set) var files: [String] = []
  /// Whether there is a name that is no text, which no path can tell of.
  private(set) var hasUnreadableName = false

  /// `nil` where the folder can't be read.
  init?(_ path: String) {
    guard let stream = unsafe opendir(path) else { return nil }
    defer { _ = unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        let bytes = unsafe UnsafeRawPointer(field).assumingMemoryBound(to: UInt8.self)
        let text = unsafe UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)
        return unsafe String(validating: UnsafeBufferPointer(start: bytes, count: strlen(text)), as: UTF8.self)
      }
      guard let name else {
        hasUnreadableName = true
        continue
      }
      guard !WatchScope.isIgnored(name) else { continue }
      let type = unsafe Int32(entry.pointee.d_type)
      let isFolder = type == unknownType ? FileStamp("\(path)/\(name)")?.isFolder ?? false : type == folderType
      if isFolder { folders.append(name) } else { files.append(name) }
    }
  }
}

private let unknownType = Int32(DT_UNKNOWN)
private let folderType = Int32(DT_DIR)
