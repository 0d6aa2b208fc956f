#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The lock that git holds while it changes a work tree: a checkout is over when it is gone.
struct GitLock: Sendable {
  private let folder: String

  /// - Parameter folder: in a work tree or not; it may become part of one.
  init(around folder: String) { self.folder = folder }

  var isHeld: Bool { gitFolder.map { FileStamp($0 + "/index.lock") != nil } ?? false }

  /// `.git`, or the folder that a file of this name stands for in a linked work tree and in a submodule
  /// (gitrepository-layout(5)); `nil` where the folder is in no work tree.
  private var gitFolder: String? {
    guard let resolved = unsafe realpath(folder, nil) else { return nil }
    defer { unsafe free(resolved) }
    var parts = unsafe String(cString: resolved).split(separator: "/")
    while true {
      let root = "/" + parts.map { $0 + "/" }.joined()
      if let git = FileStamp(root + ".git") {
        if git.isFolder { return root + ".git" }
        return Self.target(ofFile: root + ".git").map { $0.hasPrefix("/") ? $0 : root + $0 }
      }
      if parts.popLast() == nil { return nil }
    }
  }

  /// What a file says that consists of `gitdir: PATH`.
  private static func target(ofFile path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let text = unsafe withUnsafeTemporaryAllocation(byteCount: 8 << 10, alignment: 1) { buffer in
      let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
      return unsafe String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
    guard text.hasPrefix("gitdir: ") else { return nil }
    return text.dropFirst("gitdir: ".count).split(separator: "\n").first.map(String.init)
  }
}
