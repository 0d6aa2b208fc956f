#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the file system layer has to know about the process it runs in.
enum ProcessEnvironment {
  static var processNumber: Int { Int(getpid()) }

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
