/// A branch that a Pages host serves. The publisher has a repository of its own for it: the user's is never touched.
package struct GitTarget: Sendable, Hashable {
  /// A remote repository's address or path.
  package let remote: String
  package let branch: String
  /// Whether each publish is a commit on top of the last, or one commit replaces all.
  package let keepsHistory: Bool
  package let knownHosts: String?
  package let identity: String?
  /// The environment variable that holds a token for a remote over HTTPS.
  package let tokenVariable: String?

  package init(
    remote: String, branch: String = "gh-pages", keepsHistory: Bool = true, knownHosts: String? = nil,
    identity: String? = nil, tokenVariable: String? = nil
  ) throws(TargetFault) {
    try Self.check(remote: remote)
    try Self.check(branch: branch)
    if let knownHosts { try TargetFault.check(file: knownHosts, field: "knownHosts") }
    if let identity { try TargetFault.check(file: identity, field: "identity") }
    if let tokenVariable {
      try TargetFault.check(variable: tokenVariable, field: "tokenVariable")
      try Self.check(tokenOver: remote)
    }
    self.remote = remote
    self.branch = branch
    self.keepsHistory = keepsHistory
    self.knownHosts = knownHosts
    self.identity = identity
    self.tokenVariable = tokenVariable
  }

  /// `git@host:path`, `ssh://`, `https://`, `http://`, `file://` or an absolute path; no helper (`ext::`), no secret.
  private static func check(remote: String) throws(TargetFault) {
    let schemes = ["ssh://", "https://", "http://", "file://", "/"]
    let isAddress = schemes.contains { remote.hasPrefix($0) }
    let isShort = remote.wholeMatch(of: #/[A-Za-z0-9_][\w.@+-]*:[^:].*/#) != nil
    guard isAddress || isShort, !remote.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw TargetFault(
        "remote", "`remote` is not the address of a repository",
        hint: "like `git@github.com:name/site.git` or `https://github.com/name/site.git`", isSecret: true)
    }
    guard remote.wholeMatch(of: #/https?:\/\/[^\/]*@.*/#) == nil, remote.wholeMatch(of: #/https?:.*[?#].*/#) == nil,
      remote.wholeMatch(of: #/ssh:\/\/[^\/@]*:[^\/]*@.*/#) == nil
    else {
      throw TargetFault(
        "remote", "`remote` has a user, a password or a token in it",
        hint: "leave it out; `tokenVariable:` names the environment variable that holds a token", isSecret: true)
    }
    guard remote.wholeMatch(of: #/ssh:\/\/-.*/#) == nil, remote.wholeMatch(of: #/ssh:\/\/[^\/]*@-.*/#) == nil else {
      throw TargetFault("remote", "`\(remote)` has a host that starts with `-`")
    }
  }

  /// Scheme, host and port of a remote over HTTP, to which a token may go.
  var origin: String? {
    remote.prefixMatch(of: #/https?:\/\/[^\/]+/#).map { String($0.output) }
  }

  private static func check(tokenOver remote: String) throws(TargetFault) {
    guard remote.hasPrefix("http://") else { return }
    guard remote.prefixMatch(of: #/http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?\//#) != nil else {
      throw TargetFault(
        "remote", "the token would go to `\(remote)` unencrypted", hint: "write `https://` if the host knows it")
    }
  }

  /// The rules of `git check-ref-format`, a little narrower.
  private static func check(branch: String) throws(TargetFault) {
    guard branch.wholeMatch(of: #/[A-Za-z0-9_][A-Za-z0-9._\/-]*/#) != nil, !branch.contains(".."),
      !branch.contains("//"), !branch.hasSuffix("/"), !branch.hasSuffix("."), !branch.contains(".lock"),
      !branch.contains("/.")
    else { throw TargetFault("branch", "`\(branch)` is not the name of a branch") }
  }
}
