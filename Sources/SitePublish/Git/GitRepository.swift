/// The publisher's own bare repository: a cache between this machine and the branch that is published to.
///
/// No work tree and no index of the user's is ever touched; the folder may be deleted at any time.
struct GitRepository: Sendable {
  var folder: String
  var git: GitTarget
  /// Whether contents are left at the other side until they are asked for: not every server that offers it can do it.
  var fetchesNamesOnly: Bool

  /// Where the branch's last known state is kept.
  static let trackingRef = "refs/sitegen/published"

  /// Makes the repository or makes sure that it is for this remote.
  func prepare() async throws {
    let isKnown = try RepositoryFolder(path: folder).prepare(for: git.remote, fetchesNamesOnly: fetchesNamesOnly)
    if !isKnown { _ = try await run(["update-ref", "-d", Self.trackingRef]) }
  }

  /// The commit at the branch's end; `nil` where there is no such branch yet.
  func remoteHead() async throws -> String? {
    let branch = "refs/heads/\(git.branch)"
    // git lists whatever ends like this, too. Folders of names are asked for because none can be a name itself.
    let result = try await checked(
      ["ls-remote", "--heads", "target", branch, "\(branch)/*"] + foldersAbove(branch), patience: ToolLimits.patience,
      doing: "asking for the branch")
    let heads = RemoteHeads(listing: result.outputText)
    if let commit = heads.commits[branch] { return commit }
    if let other = heads.obstacle(to: branch) { throw GitFailure.obstacle(other, git: git) }
    return nil
  }

  /// `refs/heads/a` for `refs/heads/a/b`.
  private func foldersAbove(_ branch: String) -> [String] {
    let parts = branch.split(separator: "/")
    return parts.indices.dropFirst(3).map { parts[..<$0].joined(separator: "/") }
  }

  /// Fetches the branch's end and as many commits before it; contents only where they are asked for, if the other side
  /// can do that.
  func fetch(_ head: String, depth: Int) async throws {
    if depth == 1, try await run(["rev-parse", "--verify", "--quiet", Self.trackingRef]).outputText == "\(head)\n" {
      return
    }
    _ = try await checked(
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--force", "--depth=\(depth)"]
        + (fetchesNamesOnly ? ["--filter=blob:none"] : [])
        + ["target", "+refs/heads/\(git.branch):\(Self.trackingRef)"], patience: .seconds(3600),
      doing: "fetching the branch")
  }

  /// All files of a commit.
  func tree(of commit: String) async throws -> [GitTreeEntry] {
    let result = try await checked(["ls-tree", "-r", "-z", "--full-tree", commit], doing: "reading the branch")
    return result.output.split(separator: 0).compactMap { GitTreeEntry(line: $0) }
  }

  /// A file's content; `nil` where it is not among the entries.
  func content(of path: String, among entries: [GitTreeEntry]) async throws -> [UInt8]? {
    guard let entry = entries.first(where: { $0.path.elementsEqual(path.utf8) }) else { return nil }
    return try await checked(["cat-file", "blob", entry.object], doing: "reading `\(path)`").output
  }

  /// Makes a commit of exactly these files.
  func commit(_ entries: [GitTreeEntry], parent: String?, message: String) async throws -> String {
    let index = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(index) }
    let environment = ["GIT_INDEX_FILE": "\(index)/index"]
    _ = try await checked(
      ["update-index", "-z", "--index-info"], input: entries.flatMap(\.line), environment: environment,
      doing: "collecting the files")
    // Unchanged files need not be here, only their names.
    let tree = try await checked(["write-tree", "--missing-ok"], environment: environment, doing: "writing the tree")
    let id = tree.outputText.filter { !$0.isNewline }
    let arguments = ["commit-tree", id] + (parent.map { ["-p", $0] } ?? [])
    let commit = try await checked(
      arguments, input: Array(message.utf8), environment: try await committer(), doing: "writing the commit")
    return commit.outputText.filter { !$0.isNewline }
  }

  /// Replaces the branch's end, if it is still what it was. The other side takes a push whole or not at all.
  func push(_ commit: String, replacing old: String?) async throws {
    let branch = "refs/heads/\(git.branch)"
    _ = try await checked(
      [
        "push", "--quiet", "--no-verify", "--force-with-lease=\(branch):\(old ?? "")", "target", "\(commit):\(branch)",
      ], patience: .seconds(3 * 3600), doing: "pushing")
    _ = try await run(["update-ref", Self.trackingRef, commit])
  }

  /// The size of what is in one commit and not in another, as it lies on the disk.
  func size(of commit: String, without old: String?) async throws -> Int? {
    let exclusion = old.map { ["^\($0)"] } ?? []
    let result = try await run(["rev-list", "--objects", "--disk-usage", "--missing=allow-any", commit] + exclusion)
    return Int(result.outputText.filter(\.isNumber))
  }

  /// The identity from the user's configuration, or one of the publisher's own where there is none, as in CI.
  private func committer() async throws -> [String: String?] {
    let known = try await Tool(
      name: "git", arguments: ["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"],
      environment: ["GIT_DIR": folder]
    ).run()
    guard !known.succeeded else { return [:] }
    return [
      "GIT_COMMITTER_NAME": "sitegen", "GIT_COMMITTER_EMAIL": "sitegen@invalid", "GIT_AUTHOR_NAME": "sitegen",
      "GIT_AUTHOR_EMAIL": "sitegen@invalid",
    ]
  }

  func checked(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:], patience: Duration? = nil,
    doing: String
  ) async throws -> ToolResult {
    var tool = tool(arguments, environment: environment)
    tool.patience = patience
    let result = try await tool.run(input: input)
    guard result.succeeded else { throw GitFailure.error(for: result, doing: doing, git: git) }
    return result
  }

  func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:]
  ) async throws -> ToolResult {
    try await tool(arguments, environment: environment).run(input: input)
  }

  func tool(_ arguments: [String], environment: [String: String?] = [:]) -> Tool {
    // Nothing of a repository that sitegen was started in: a hook's environment names one.
    var variables: [String: String?] = [
      "GIT_DIR": folder, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_OBJECT_DIRECTORY": nil,
      "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil, "GIT_COMMON_DIR": nil, "GIT_NAMESPACE": nil, "GIT_TERMINAL_PROMPT": "0",
      "GIT_ALLOW_PROTOCOL": "file:ssh:https:http", "GCM_INTERACTIVE": "never", "GIT_SSH_COMMAND": sshCommand,
    ]
    variables.merge(environment) { _, new in new }
    return Tool(name: "git", arguments: settings + arguments, environment: variables)
  }

  private var sshCommand: String {
    (["ssh"] + SSHLogin.safeOptions(knownHosts: git.knownHosts, identity: git.identity)).map(shellWord)
      .joined(separator: " ")
  }

  /// A token is handed over by the name of its variable: the shell that git starts for it reads the value. It is for the
  /// remote's own host alone, wherever that may send on to.
  private var settings: [String] {
    var settings = [
      "-c", "core.hooksPath=/dev/null", "-c", "gc.autoDetach=false", "-c", "core.quotePath=false",
      "-c", "credential.interactive=false",
    ]
    if let variable = git.tokenVariable, let origin = git.origin {
      settings += [
        "-c", "credential.helper=", "-c",
        "credential.\(origin).helper=!f() { printf 'username=%s\\npassword=%s\\n' x-access-token \"$\(variable)\"; }; f",
      ]
    }
    return settings
  }
}
