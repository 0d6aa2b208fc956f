/// What rclone or the store behind it said no to, in words that end in a next step.
enum RcloneFailure {
  static func error(for result: ToolResult, doing: String, _ target: RcloneTarget) -> PublishError {
    FailureRule.error(for: result, by: rules(target)) ?? result.unexpected(doing)
  }

  static func missing(_ target: RcloneTarget) -> PublishError {
    PublishError(
      "publish.missing-folder", "there is no bucket or folder `\(target.remote)`",
      hint: "check `remote:`, or make it: `rclone mkdir '\(target.remote)'`")
  }

  private static func rules(_ target: RcloneTarget) -> [FailureRule] {
    let name = target.remote.prefix { $0 != ":" }
    let unchanged = "publish again when that is mended: what has arrived need not travel again"
    return [
      FailureRule(
        "didn't find section in config file", id: "publish.unknown-remote", "rclone knows no remote `\(name)`",
        hint: "make it with `rclone config`, or by environment variables: `RCLONE_CONFIG_"
          + "\(name.uppercased())_TYPE` and so on"),
      FailureRule(
        "knownhosts: key mismatch", id: "publish.host-key-changed",
        "`\(name)` shows another host key than the one you know",
        hint: "ask the hoster whether the key was changed, and only then replace it in your list of host keys"),
      FailureRule(
        "knownhosts: key is unknown", "couldn't parse known_hosts_file", "failed to open known_hosts",
        id: "publish.host-key-unknown", "the host key of `\(name)` is not in your list of host keys",
        hint: "add it with `ssh-keyscan`, and compare its fingerprint with the hoster's"),
      FailureRule(
        "ExpiredToken", "TokenRefreshRequired", "token expired", "invalid_grant", id: "publish.expired-credentials",
        "the credentials for `\(name)` have expired",
        hint: "renew them in rclone's configuration (`rclone config reconnect \(name):`) or in the environment"),
      FailureRule(
        "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoCredentialProviders", "401 Unauthorized",
        "403 Forbidden", "unable to authenticate", "530 ", "Forbidden:", id: "publish.login-refused",
        "`\(name)` does not let this user in, or not write",
        hint: "check the credentials in rclone's configuration or in the environment: `rclone lsd \(name):`"),
      FailureRule(
        "NoSuchBucket", id: "publish.missing-folder", "there is no bucket `\(target.remote)`",
        hint: "check `remote:`, or make it: `rclone mkdir '\(target.remote)'`"),
      FailureRule(
        "no such host", id: "publish.unknown-host", "the host of `\(name)` is not known",
        hint: "check rclone's configuration and the network"),
      FailureRule(
        "no space left", "507 ", "Insufficient Storage", "QuotaExceeded", "quota exceeded", id: "publish.disk-full",
        "there is no space left at `\(target.remote)`", hint: unchanged),
      FailureRule(
        "permission denied", "Permission denied", id: "publish.no-permission",
        "no permission to write in `\(target.remote)`", hint: unchanged),
      FailureRule(
        "connection refused", "i/o timeout", "network is unreachable", "no route to host", id: "publish.unreachable",
        "`\(name)` can't be reached", hint: "check rclone's configuration and the network"),
      FailureRule(
        "connection reset", "broken pipe", "unexpected EOF", "EOF", id: "publish.connection-lost",
        "the connection to `\(name)` was cut", hint: unchanged),
    ]
  }
}
