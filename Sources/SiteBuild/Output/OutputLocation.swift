import SiteDiagnostics

/// Where the site goes: a folder that may be replaced as a whole, and the open folder above it.
struct OutputLocation: Sendable {
  /// As the user called it, for messages.
  let output: String
  /// Every symbolic link on the way is resolved: what a link points to is replaced, the link stays.
  let path: String
  /// One part.
  let name: RelativePath
  let parent: Directory

  /// Finds the place of `output`, and refuses one where replacing the folder would do harm.
  ///
  /// The folders above it are made as needed. Relative paths start at the current folder.
  init(output: String, source: String) throws(OutputFailure) {
    var parts = output.split(separator: "/")[...]
    var path = resolvedPath(output.hasPrefix("/") ? "/" : ".") ?? "/"
    while let part = parts.first, let next = resolvedPath(path.appending(part)) {
      path = next
      parts.removeFirst()
    }
    guard !output.isEmpty, !parts.contains(".."), !parts.contains(".") else {
      throw OutputFailure(.unfitOutput("`\(output)` names no folder that there is or could be"))
    }
    let existing = path
    for part in parts { path = path.appending(part) }
    try Self.refuseHarm(to: path, called: output, source: source)
    guard let cut = path.lastIndex(of: "/"), let name = RelativePath(String(path[path.index(after: cut)...])) else {
      throw OutputFailure(.unfitOutput("`\(output)` is no folder that a site can go to"))
    }
    let status: FileStatus?
    do throws(SystemError) {
      if let missing = RelativePath(bytes: Array(parts.dropLast().joined(separator: "/").utf8)) {
        try Directory(opening: existing).makeDirectories(missing)
      }
      parent = try Directory(opening: cut == path.startIndex ? "/" : String(path[..<cut]))
      status = try parent.status(of: name)
    } catch {
      throw OutputFailure(.output(error))
    }
    switch status?.kind {
    case nil, .directory: break
    case .symbolicLink: throw OutputFailure(.unfitOutput("the output `\(output)` is a link that leads nowhere"))
    default: throw OutputFailure(.unfitOutput("the output `\(output)` is a file, not a folder"))
    }
    self.output = output.hasSuffix("/") ? String(output.dropLast()) : output
    self.path = path
    self.name = name
  }

  private static func refuseHarm(to path: String, called output: String, source: String) throws(OutputFailure) {
    if path == "/" {
      throw OutputFailure(.unfitOutput("the output must not be the root of the file system"))
    }
    let homes = ProcessEnvironment.homeFolders.compactMap(resolvedPath)
    if homes.contains(where: { $0 == path || $0.isBelow(path) }) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not be or contain your home folder"))
    }
    guard let source = resolvedPath(source) else { return }
    if source == path || source.isBelow(path) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not be or contain the site's source folder"))
    }
    for folder in ["Content", "Templates"].map({ "\(source)/\($0)" }).compactMap(resolvedPath)
    where folder == path || folder.isBelow(path) || path.isBelow(folder) {
      throw OutputFailure(.unfitOutput("the output `\(output)` must not overlap with the site's source `\(folder)`"))
    }
  }
}

extension String {
  fileprivate func appending(_ part: some StringProtocol) -> String {
    self == "/" ? "/\(part)" : "\(self)/\(part)"
  }

  /// Whether this path, free of symbolic links, is somewhere below that folder.
  fileprivate func isBelow(_ folder: String) -> Bool {
    utf8.starts(with: folder.utf8) && utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/")
  }
}
