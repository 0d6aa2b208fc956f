#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The lock that git holds while it changes a work tree: a checkout is over when it is gone.
struct GitLock: Sendable {
  private let path: String

  /// `nil` where the folder is in no work tree.
  init?(aroundFolder folder: String) {
    guard let resolved = unsafe realpath(folder, nil) else { return nil }
    defer { unsafe free(resolved) }
    var parts = unsafe String(cString: resolved).split(separator: "/")
    while true {
      let candidate = "/" + parts.map { $0 + "/" }.joined() + ".git"
      if FileStamp(candidate)?.isFolder ?? false {
        path = candidate + "/index.lock"
        return
      }
      if parts.popLast() == nil { return nil }
    }
  }

  var isHeld: Bool { FileStamp(path) != nil }
}
