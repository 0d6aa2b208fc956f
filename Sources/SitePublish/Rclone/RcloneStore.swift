/// rclone's calls on one remote.
struct RcloneStore: Sendable {
  var target: RcloneTarget

  /// Fetches small files into a folder here; those that are not there are left out.
  func fetch(_ paths: [String], into folder: String) async throws {
    _ = try await checked(
      ["copy", target.remote, folder, "--files-from-raw", "-", "--ignore-times"], input: lines(paths),
      doing: "reading what is there")
  }

  /// All files at the remote, or those of the given ones that are there.
  func existing(among paths: [String]?) async throws -> [String] {
    let selection = paths == nil ? [] : ["--files-from-raw", "-"]
    if let paths, paths.isEmpty { return [] }
    let result = try await checked(
      ["lsf", "--recursive", "--files-only", target.remote] + selection, input: lines(paths ?? []),
      doing: "reading what is there")
    return result.outputText.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// Whether nothing lies between the remote and the site: the place is a bucket or a topmost folder.
  var isTopFolder: Bool { folders.names.count <= 1 }

  private var folders: (remote: Substring, root: String, names: [Substring]) {
    let parts = target.remote.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (parts[0], "", []) }
    return (parts[0], parts[1].hasPrefix("/") ? "/" : "", parts[1].split(separator: "/"))
  }

  /// Whether the bucket or the topmost folder is there: one that is not was most likely mistyped.
  func hasTopFolder() async throws -> Bool {
    let (remote, root, names) = folders
    guard let top = names.first else { return true }
    // The first call: a store that doesn't answer should be reported in seconds, not after many attempts.
    let result = try await run(
      ["lsf", "--max-depth", "1", "--dirs-only", "--retries", "1", "--low-level-retries", "2"]
        + ["\(remote):\(root)\(top)"])
    if result.status == Self.folderNotFound { return false }
    guard result.succeeded else { throw RcloneFailure.error(for: result, doing: "reading what is there", target) }
    return true
  }

  /// Sends files of a folder to the same paths at the remote, whatever lies there.
  func send(_ paths: [String], from folder: String, onFile: (@Sendable () -> Void)? = nil) async throws {
    guard !paths.isEmpty else { return }
    let arguments = [
      "copy", folder, target.remote, "--files-from-raw", "-", "--ignore-times", "--no-traverse", "--verbose",
      "--stats", "0", "--transfers", String(target.transfers),
    ]
    let result = try await tool(arguments).run(input: lines(paths)) { line in
      if line.contains(": Copied (") { onFile?() }
    }
    guard result.succeeded else { throw RcloneFailure.error(for: result, doing: "sending", target) }
  }

  /// Writes one small file.
  func write(_ content: [UInt8], to path: String) async throws {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    try LocalFiles.write(content, to: "\(scratch)/content")
    _ = try await checked(
      ["copyto", "\(scratch)/content", target.address(of: path), "--ignore-times"], doing: "writing `\(path)`")
  }

  /// Whether the remote has these files as they are here, by checksum where the store has one, else by size.
  func check(_ paths: [String], in folder: String) async throws -> Bool {
    guard !paths.isEmpty else { return true }
    let result = try await run(
      ["check", folder, target.remote, "--one-way", "--files-from-raw", "-"], input: lines(paths))
    if result.succeeded { return true }
    if result.errors.contains("differences found") { return false }
    throw RcloneFailure.error(for: result, doing: "comparing", target)
  }

  func delete(_ paths: [String]) async throws {
    guard !paths.isEmpty else { return }
    _ = try await checked(
      ["delete", target.remote, "--files-from-raw", "-"], input: lines(paths), doing: "deleting")
  }

  /// Removes folders that are empty; one that is not, or that the store doesn't have, stays as it is.
  func removeEmptyFolders(_ folders: [String]) async throws {
    for folder in folders { _ = try await run(["rmdir", target.address(of: folder)]) }
  }

  /// rclone's exit code where what it was to read is not there.
  static let folderNotFound: Int32 = 3

  private func checked(_ arguments: [String], input: [UInt8] = [], doing: String) async throws -> ToolResult {
    let result = try await run(arguments, input: input)
    // An empty place is none on stores that know no folders.
    guard result.succeeded || result.status == Self.folderNotFound else {
      throw RcloneFailure.error(for: result, doing: doing, target)
    }
    return result
  }

  private func run(_ arguments: [String], input: [UInt8] = []) async throws -> ToolResult {
    try await tool(arguments).run(input: input)
  }

  private func tool(_ arguments: [String]) -> Tool {
    let configuration = target.configuration.map { ["--config", $0] } ?? []
    let options = ["--contimeout", "15s", "--timeout", "60s", "--s3-no-check-bucket", "--ask-password=false"]
    let list = target.knownHosts ?? "~/.ssh/known_hosts"
    // What the user's environment says of all calls must not change what these do, nor hide what they say.
    var environment: [String: String?] = [:]
    for option in Self.ignoredOptions { environment.updateValue(nil, forKey: "RCLONE_\(option)") }
    // Host keys are checked, also where the remote's configuration doesn't ask for it; only SFTP reads it. The S3
    // library in older versions of rclone can't do with AWS's own variable for certificates; rclone has `--ca-cert`.
    environment.updateValue(nil, forKey: "AWS_CA_BUNDLE")
    environment["RCLONE_SFTP_KNOWN_HOSTS_FILE"] = list
    return Tool(name: "rclone", arguments: arguments + configuration + options, environment: environment)
  }

  private static let ignoredOptions = [
    "DRY_RUN", "INTERACTIVE", "IMMUTABLE", "IGNORE_EXISTING", "UPDATE", "QUIET", "VERBOSE", "LOG_LEVEL", "LOG_FILE",
    "LOG_FORMAT", "USE_JSON_LOG", "SYSLOG", "PROGRESS", "DUMP", "INCLUDE", "INCLUDE_FROM", "EXCLUDE", "EXCLUDE_FROM",
    "EXCLUDE_IF_PRESENT", "FILTER", "FILTER_FROM", "FILES_FROM", "FILES_FROM_RAW", "MIN_SIZE", "MAX_SIZE", "MIN_AGE",
    "MAX_AGE", "MAX_DEPTH",
  ]

  private func lines(_ paths: [String]) -> [UInt8] {
    Array(paths.map { "\($0)\n" }.joined().utf8)
  }
}
