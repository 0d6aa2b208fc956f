/// What git said no to, in words that end in a next step.
enum GitFailure {
  static func error(for result: ToolResult, doing: String, git: GitTarget) -> PublishError {
    let error = FailureRule.error(for: result, by: rules(git)) ?? result.unexpected(doing)
    if error.id == SSHLogin.refused, let missing = SSHLogin.missingIdentity(git.identity) { return missing }
    return error
  }

  /// Whether the cache is in the way, as after a publish that was killed, or lacks what the server doesn't hand out.
  static func isStaleCache(_ error: PublishError) -> Bool {
    error.id == staleCache
  }

  private static let staleCache = "publish.git-cache"

  /// The branch can't be made beside another one.
  ///
  /// - Parameter other: its whole name.
  static func obstacle(_ other: String, git: GitTarget) -> PublishError {
    let name = other.hasPrefix("refs/heads/") ? String(other.dropFirst("refs/heads/".count)) : other
    return PublishError(
      "publish.branch-in-the-way",
      "the branch `\(git.branch)` can't be made: there is a branch `\(name)`, and git can't have both",
      hint: "rename or delete `\(name)` there, or set another `branch:`")
  }

  private static func rules(_ git: GitTarget) -> [FailureRule] {
    let remote = Redactor.current.redact(git.remote)
    let list = git.knownHosts ?? "~/.ssh/known_hosts"
    return [
      FailureRule(
        ".lock': File exists", "shallow file has changed", "request for unadvertised object", "bad object",
        "missing blob", "not a valid object",
        id: staleCache, "sitegen's own copy of the branch is in the way",
        hint: "delete the folder `sitegen/publish` in your cache (`~/.cache`) and publish again"),
      FailureRule(
        "REMOTE HOST IDENTIFICATION HAS CHANGED", id: "publish.host-key-changed",
        "`\(remote)` shows another host key than the one in `\(list)`: the server is not the one you know",
        hint: "ask the host whether the key was changed, and only then replace it in `\(list)`"),
      FailureRule(
        "host key is known for", "Host key verification failed", id: "publish.host-key-unknown",
        "the host key of `\(remote)` is not in `\(list)`",
        hint: "add it with `ssh-keyscan`, and compare its fingerprint with the one the host publishes"),
      FailureRule(
        "stale info", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref",
        id: "publish.branch-moved", "somebody else has pushed to `\(git.branch)` meanwhile",
        hint: "publish again; nothing of yours has changed online"),
      FailureRule(
        "insufficient permission", "unable to create temporary object directory", id: "publish.no-permission",
        "no permission to write in `\(remote)`", hint: "give the repository's folder to the user who publishes: `chown`"
      ),
      FailureRule(
        "No space left on device", "Disk quota exceeded", "unpack failed", "unable to write file",
        id: "publish.disk-full", "there is no space left for `\(remote)`",
        hint: "make room there and publish again; nothing has changed online"),
      FailureRule(
        "protected branch", "pre-receive hook declined", "remote rejected", "shallow update not allowed",
        id: "publish.push-rejected", "`\(remote)` does not take a push to `\(git.branch)`",
        hint: "allow it for this user or key there; a squashed history needs force pushes"),
      FailureRule(
        "Permission denied (", "Authentication failed", "could not read Username", "could not read Password",
        "Invalid username or token", "HTTP Basic: Access denied", "error: 401", "error: 403", "Permission to ",
        "terminal prompts disabled", id: SSHLogin.refused, "`\(remote)` does not let this user in",
        hint: git.tokenVariable.map { "is a token in `$\($0)`, not expired, and may it write to the repository?" }
          ?? "give a key by an agent or `identity:`, or a token by `tokenVariable:`"),
      FailureRule(
        "does not appear to be a git repository", "Repository not found", "repository not found",
        "does not exist", "could not be found", id: "publish.missing-repository", "there is no repository `\(remote)`",
        hint: "check `remote:`, and whether this user may see it"),
      FailureRule(
        "Could not resolve host", "Name or service not known", id: "publish.unknown-host",
        "the host of `\(remote)` is not known", hint: "check `remote:` and the network"),
      FailureRule(
        "Connection refused", "No route to host", "Network is unreachable", "timed out", "Failed to connect",
        id: "publish.unreachable", "`\(remote)` can't be reached", hint: "check `remote:` and the network"),
      FailureRule(
        "hung up unexpectedly", "Connection closed", "Connection reset", "Broken pipe", "early EOF",
        id: "publish.connection-lost", "the connection to `\(remote)` was cut",
        hint: "publish again: the branch holds what it held before, or all that was sent"),
    ]
  }
}
