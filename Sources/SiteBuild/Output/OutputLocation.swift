import SiteDiagnostics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where the site goes: a folder that may be replaced as a whole, and the open folder above it.
struct OutputLocation: Sendable {
  /// Every symbolic link on the way is resolved: what a link points to is replaced, the link stays.
  let path: String
  /// One part.
  let name: RelativePath
  let parent: Directory

  /// Finds the place of `output`, and refuses one where replacing the folder would do harm.
  ///
  /// The folders above it are made as needed. Relative paths start at the current folder.
  init(output: String, source: String) throws(OutputFailure) {
    let path = if let resolved = Self.resolved(output) { resolved } else { try Self.placeOfMissing(output) }
    try Self.refuseHarm(to: path, called: output, source: source)
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let name = RelativePath(String(path[cut...])) else {
      throw OutputFailure(.unfitOutput("`\(output)` is no folder that a site can go to"))
    }
    let status: FileStatus?
    do throws(SystemError) {
      parent = try Directory(opening: String(path[..<cut]))
      status = try parent.status(of: name)
    } catch {
      throw OutputFailure(.output(error))
    }
    guard status.map({ $0.kind == .directory }) ?? true else {
      throw OutputFailure(.unfitOutput("the output `\(output)` is a file, not a folder"))
    }
    self.path = path
    self.name = name
  }

  /// Where the path leads after all symbolic links, or `nil` where nothing is.
  private static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The place of a folder that is still to be made; makes those above it.
  private static func placeOfMissing(_ output: String) throws(OutputFailure) -> String {
    var parts = output.split(separator: "/")
    guard let name = parts.popLast(), name != ".", name != ".." else {
      throw OutputFailure(.unfitOutput("`\(output)` names no folder"))
    }
    var parent = output.hasPrefix("/") ? "/" : "."
    for part in parts {
      parent += "/\(part)"
      if unsafe mkdir(parent, 0o755) != 0, errno != EEXIST, resolved(parent) == nil {
        throw OutputFailure(.output(SystemError("create the folder", parent)))
      }
    }
    guard let resolvedParent = resolved(parent) else {
      throw OutputFailure(.output(SystemError("open the folder", parent)))
    }
    let path = resolvedParent == "/" ? "/\(name)" : "\(resolvedParent)/\(name)"
    var status = stat()
    if unsafe lstat(path, &status) == 0 {
      throw OutputFailure(.unfitOutput("the output `\(output)` is a symbolic link that leads nowhere"))
    }
    return path
  }

  private static func refuseHarm(to path: String, called output: String, source: String) throws(OutputFailure) {
    if path == "/" {
      throw OutputFailure(.unfitOutput("the output must not be the root of the file system"))
    }
    let homes = unsafe [getenv("HOME"), getpwuid(getuid())?.pointee.pw_dir]
      .compactMap { name in unsafe name.map { unsafe String(cString: $0) } }.compactMap(resolved)
    if homes.contains(where: { $0 == path || $0.isBelow(path) }) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not be or contain your home folder"))
    }
    guard let source = resolved(source) else { return }
    if source == path || source.isBelow(path) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not be or contain the site's source folder"))
    }
    for folder in ["Content", "Templates"].map({ "\(source)/\($0)" }).compactMap(resolved)
    where folder == path || folder.isBelow(path) || path.isBelow(folder) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not overlap with the site's source `\(folder)`"))
    }
  }
}

extension String {
  /// Whether this path, free of symbolic links, is somewhere below that folder.
  fileprivate func isBelow(_ folder: String) -> Bool {
    utf8.starts(with: folder.utf8) && utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/")
  }
}
