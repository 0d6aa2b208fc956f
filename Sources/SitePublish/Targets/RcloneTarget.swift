/// A store that rclone knows: S3 and its kin, WebDAV, SFTP, FTP and the rest. It can't switch, so the order of the
/// uploads keeps it readable.
package struct RcloneTarget: Sendable, Hashable {
  /// `name:path`, where the name stands in rclone's own configuration or in its environment variables.
  package let remote: String
  /// How many files travel at a time.
  package let transfers: Int
  /// For remotes over SFTP: a list of host keys to use instead of the user's own.
  package let knownHosts: String?
  /// rclone's configuration file, where it is not in its usual place.
  package let configuration: String?

  package init(
    remote: String, transfers: Int = 8, knownHosts: String? = nil, configuration: String? = nil
  ) throws(TargetFault) {
    guard remote.wholeMatch(of: #/[A-Za-z0-9_][A-Za-z0-9_.+@ -]*:.*/#) != nil, !remote.contains("://"),
      !remote.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else {
      throw TargetFault(
        "remote", "`remote` is not a remote of rclone's",
        hint: "`name:path`, with the name from `rclone listremotes`; keys and passwords stay in rclone's configuration",
        isSecret: true)
    }
    guard !remote.split(whereSeparator: { $0 == "/" || $0 == ":" }).contains("..") else {
      throw TargetFault("remote", "`\(remote)` is not a folder of its own")
    }
    guard (1...64).contains(transfers) else {
      throw TargetFault("transfers", "`transfers` is the number of files at a time: 1 to 64")
    }
    if let knownHosts { try TargetFault.check(file: knownHosts, field: "knownHosts") }
    if let configuration { try TargetFault.check(path: configuration, field: "config") }
    self.remote = remote
    self.configuration = configuration
    self.knownHosts = knownHosts
    self.transfers = transfers
  }

  /// The remote's address of a path in it.
  func address(of path: String) -> String {
    remote.hasSuffix(":") || remote.hasSuffix("/") ? remote + path : "\(remote)/\(path)"
  }
}
