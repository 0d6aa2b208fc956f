/// How ssh gets in. Keys come from an agent or a file, host keys from a list that somebody has checked: nothing is asked
/// and nothing is trusted on first sight.
package struct SSHLogin: Sendable, Hashable {
  package let host: String
  package let user: String?
  package let port: Int?
  /// A list of host keys to use instead of the user's own.
  package let knownHosts: String?
  /// A private key's file.
  package let identity: String?

  package init(
    host: String, user: String? = nil, port: Int? = nil, knownHosts: String? = nil, identity: String? = nil
  ) throws(TargetFault) {
    try TargetFault.check(host: host)
    if let user { try TargetFault.check(user: user) }
    if let port { try TargetFault.check(port: port) }
    if let knownHosts { try TargetFault.check(file: knownHosts, field: "knownHosts") }
    if let identity { try TargetFault.check(file: identity, field: "identity") }
    self.host = host
    self.user = user
    self.port = port
    self.knownHosts = knownHosts
    self.identity = identity
  }

  /// The host as `host` or `[host]:port`, which is how lists of host keys name it.
  var knownName: String {
    guard let port, port != 22 else { return bareHost }
    return "[\(bareHost)]:\(port)"
  }

  /// Without the brackets of an IPv6 address.
  var bareHost: String {
    host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  }

  /// Options that make ssh ask nothing and notice a dead connection.
  var options: [String] {
    var options = Self.safeOptions(knownHosts: knownHosts, identity: identity)
    if let user { options += ["-l", user] }
    if let port { options += ["-p", String(port)] }
    return options
  }

  /// What a refused login is called.
  static let refused = "publish.login-refused"

  /// The better explanation of a refused login: the key's file is not there, of which ssh itself says nothing.
  static func missingIdentity(_ file: String?) -> PublishError? {
    guard let file, !file.hasPrefix("~") else { return nil }
    do throws(LocalFileError) {
      try LocalFiles.read(file) { _ in }
      return nil
    } catch {
      return PublishError(
        "publish.missing-identity", "can't read the key's file `\(file)`: \(error.reason)", hint: "check `identity:`")
    }
  }

  static func safeOptions(knownHosts: String?, identity: String?) -> [String] {
    var options = [
      "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=15",
      "-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3", "-o", "ForwardAgent=no", "-o", "ForwardX11=no",
      "-o", "ClearAllForwardings=yes", "-o", "LogLevel=ERROR",
      // What the user's configuration would run instead or beside.
      "-o", "RemoteCommand=none", "-o", "PermitLocalCommand=no",
    ]
    if let knownHosts {
      options += ["-o", "UserKnownHostsFile=\"\(knownHosts)\"", "-o", "GlobalKnownHostsFile=/dev/null"]
    }
    if let identity { options += ["-o", "IdentityFile=\"\(identity)\"", "-o", "IdentitiesOnly=yes"] }
    return options
  }
}
