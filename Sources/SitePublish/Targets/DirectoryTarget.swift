/// A web root on this machine or mounted on it, laid out like an rsync target.
package struct DirectoryTarget: Sendable, Hashable {
  /// Absolute.
  package let path: String
  package let keep: Int
  /// Whether the folder is made where it is missing: for previews, of which nobody knows the names beforehand.
  package let makesFolder: Bool

  package init(path: String, keep: Int = 5, makesFolder: Bool = false) throws(TargetFault) {
    try TargetFault.check(path: path, field: "path")
    try TargetFault.check(keep: keep)
    guard path.hasPrefix("/") else { throw TargetFault("path", "`\(path)` is not an absolute path") }
    self.path = path
    self.keep = keep
    self.makesFolder = makesFolder
  }
}
