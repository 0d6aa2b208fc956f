#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the file system layer has to know about the process it runs in.
enum ProcessEnvironment {
  static var processNumber: Int { Int(getpid()) }

  /// Where programs keep what they can make again (XDG Base Directory); `nil` where the user has no home.
  static var cacheFolder: String? {
    if let folder = unsafe getenv("XDG_CACHE_HOME").map({ unsafe String(cString: $0) }), folder.hasPrefix("/") {
      return folder
    }
    let home = homeFolders.first { home in unsafe home.hasPrefix("/") && access(home, F_OK) == 0 }
    guard let home else { return nil }
    return "\(home)/.cache"
  }

  /// The home folders of the user: the one that the environment names, and the one of the user database.
  static var homeFolders: [String] {
    let names = unsafe [getenv("HOME"), getpwuid(getuid())?.pointee.pw_dir]
    return unsafe names.compactMap { name in unsafe name.map { unsafe String(cString: $0) } }
  }
}

/// Where a path leads once all symbolic links are followed, from the root; `nil` where nothing is.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
