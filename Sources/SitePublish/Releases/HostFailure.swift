/// What stopped work on the host, in words that end in a next step.
enum HostFailure {
  /// Throws unless the script came to its end.
  static func check(_ report: ScriptReport, at host: ReleaseHost) throws(PublishError) {
    if let reason = report.value(of: "stop") { throw error(for: reason, report, at: host) }
    guard !report.end.succeeded || report.lines.isEmpty else { return }
    if report.lines.isEmpty, let error = noShell(report.end, at: host) { throw error }
    throw error(for: report.end, doing: "working in `\(host.name)`", at: host)
  }

  /// For a program that failed: rsync, or ssh, or the shell at the other end.
  static func error(for result: ToolResult, doing: String, at host: ReleaseHost) -> PublishError {
    if let login = host.login, let error = FailureRule.error(for: result, by: connectionRules(login)) {
      return error.id == SSHLogin.refused ? SSHLogin.missingIdentity(login.identity) ?? error : error
    }
    if let error = FailureRule.error(for: result, by: storageRules(host)) { return error }
    let lost = host.login != nil && (result.tool == "ssh" || [10, 12, 30, 255].contains(result.status))
    if lost || result.status >= 128 {
      return PublishError(
        connectionLost, "the transfer to `\(host.name)` was cut", notes: result.lastWords,
        hint: "what was online is still online; publish again: what has arrived need not travel again")
    }
    return result.unexpected(doing)
  }

  /// For a login that ended by itself without having run the script: ssh gives the other side's exit code on, and 255 where
  /// the connection is lost.
  private static func noShell(_ result: ToolResult, at host: ReleaseHost) -> PublishError? {
    guard let login = host.login, result.status < 128,
      FailureRule.error(for: result, by: connectionRules(login) + storageRules(host)) == nil
    else { return nil }
    return PublishError(
      "publish.no-shell", "`\(login.bareHost)` lets this user in, but runs no commands", notes: result.lastWords,
      hint: "ask the hoster for an account with a shell; for one that has SFTP only, use a target of `type: rclone`")
  }

  static let connectionLost = "publish.connection-lost"
  static let missingFolder = "publish.missing-folder"

  static func foreign(at host: ReleaseHost) -> PublishError {
    PublishError(
      "publish.foreign-current", "`\(host.name)/current` is there and was not made by sitegen",
      hint: "move it away, or name another folder under `path:`")
  }

  private static func error(for reason: String, _ report: ScriptReport, at host: ReleaseHost) -> PublishError {
    switch reason {
    case "missing":
      PublishError(
        missingFolder, "there is no folder `\(host.name)`",
        hint: "make it there (`mkdir -p`), and let the web server serve `current` in it")
    case "denied":
      PublishError(
        "publish.no-permission", "no permission to write in `\(host.name)`", notes: report.end.lastWords,
        hint: "give the folder to the user who publishes: `chown`")
    case "no-rsync":
      PublishError(
        "publish.missing-tool-there", "`rsync` is needed at `\(host.name)` and is not installed there",
        hint: "install it there, or ask the hoster to")
    case "full": full(report.end, at: host)
    case "locked": locked(report)
    case "lost":
      PublishError(
        "publish.lock-lost", "another publisher has taken over the lock at `\(host.name)`",
        hint: "agree on who publishes, then publish again; nothing has changed online")
    case "gone":
      PublishError(
        "publish.release-gone", "the release's folder has vanished from `\(host.name)`",
        hint: "is another publisher at work? publish again; nothing has changed online")
    case "foreign": foreign(at: host)
    case "no-switch":
      PublishError(
        "publish.no-switch", "no program at `\(host.name)` can replace a symbolic link in one step",
        hint: "install GNU coreutils, perl or python3 there")
    default: error(for: report.end, doing: "working in `\(host.name)`", at: host)
    }
  }

  private static func full(_ result: ToolResult, at host: ReleaseHost) -> PublishError {
    PublishError(
      "publish.disk-full", "there is no space left at `\(host.name)`", notes: result.lastWords,
      hint: "make room there, or keep fewer releases (`keep:`), and publish again; nothing has changed online")
  }

  private static func locked(_ report: ScriptReport) -> PublishError {
    let holder = report.value(of: "holder").flatMap { $0.isEmpty ? nil : $0 } ?? "somebody"
    return PublishError(
      "publish.locked", "another publish is running: \(holder)",
      hint: "wait for it to end; if it is dead, publish with `--break-lock`")
  }

  private static func storageRules(_ host: ReleaseHost) -> [FailureRule] {
    [
      FailureRule(
        "No space left on device", "Disk quota exceeded", id: "publish.disk-full",
        "there is no space left at `\(host.name)`",
        hint: "make room there, or keep fewer releases (`keep:`), and publish again; nothing has changed online"),
      FailureRule(
        "symbolic link", id: "publish.no-links", "the file system of `\(host.name)` has no symbolic links",
        hint: "use a folder on another file system, or a target of type `rclone`"),
      FailureRule(
        "Permission denied", "Operation not permitted", "Read-only file system", id: "publish.no-permission",
        "no permission to write in `\(host.name)`", hint: "give the folder to the user who publishes: `chown`"),
      FailureRule(
        "rsync: not found", "rsync: command not found", id: "publish.missing-tool-there",
        "`rsync` is needed at `\(host.name)` and is not installed there",
        hint: "install it there, or ask the hoster to"),
      FailureRule(
        "is your shell clean", "protocol version mismatch", id: "publish.noisy-shell",
        "the login at `\(host.name)` prints text that rsync can't read",
        hint: "let the shell's start files there print nothing unless they run on a terminal"),
    ]
  }

  /// What ssh says; ordered, since a changed host key also ends in "Host key verification failed".
  static func connectionRules(_ login: SSHLogin) -> [FailureRule] {
    let list = login.knownHosts ?? "~/.ssh/known_hosts"
    let port = login.port.map { "-p \($0) " } ?? ""
    let user = login.user.map { "\($0)@" } ?? ""
    return [
      FailureRule(
        "REMOTE HOST IDENTIFICATION HAS CHANGED", id: "publish.host-key-changed",
        "`\(login.knownName)` shows another host key than the one in `\(list)`: the server is not the one you know",
        hint: "ask the hoster whether the key was changed; only then "
          + "`ssh-keygen -R '\(login.knownName)' -f \(list)` and add the new one"),
      FailureRule(
        "host key is known for", "Host key verification failed", id: "publish.host-key-unknown",
        "the host key of `\(login.knownName)` is not in `\(list)`",
        hint: "`ssh-keyscan \(port)\(login.bareHost) >> \(list)`, and compare its fingerprint "
          + "(`ssh-keygen -lf \(list)`) with the hoster's"),
      FailureRule(
        "Permission denied (", "Too many authentication failures", "no mutual signature", id: SSHLogin.refused,
        "`\(login.bareHost)` does not let \(login.user.map { "`\($0)`" } ?? "this user") in",
        hint: "is the key in the agent (`ssh-add -l`) or named by `identity:`, and its public half in "
          + "`authorized_keys` there?"),
      FailureRule(
        "Could not resolve hostname", "Name or service not known", id: "publish.unknown-host",
        "there is no host `\(login.bareHost)`", hint: "check `host:` and the network"),
      FailureRule(
        "Connection refused", "No route to host", "Network is unreachable", "Connection timed out",
        "Operation timed out", id: "publish.unreachable", "`\(login.knownName)` can't be reached",
        hint: "check `host:`, `port:` and the network; does `ssh \(port)\(user)\(login.bareHost)` work?"),
    ]
  }
}
