/// A web host with a shell: releases in folders side by side, `current` a symbolic link to the one that is online.
package struct RsyncTarget: Sendable, Hashable {
  package let login: SSHLogin
  /// The folder that holds `releases/` and `current`; relative to the user's home folder unless absolute.
  package let path: String
  /// How many releases stay, the one online among them.
  package let keep: Int
  /// Whether the folder is made where it is missing: for previews, of which nobody knows the names beforehand.
  package let makesFolder: Bool

  package init(login: SSHLogin, path: String, keep: Int = 5, makesFolder: Bool = false) throws(TargetFault) {
    try TargetFault.check(path: path, field: "path")
    try TargetFault.check(keep: keep)
    self.login = login
    self.path = path
    self.keep = keep
    self.makesFolder = makesFolder
  }
}
