/// Where a site is published to, and how: one entry of `publish:` in `site.yaml`.
package struct PublishTarget: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case rsync(RsyncTarget)
    case rclone(RcloneTarget)
    case git(GitTarget)
    case directory(DirectoryTarget)

    /// The word that stands for it in `site.yaml` and in reports.
    package var name: String {
      switch self {
      case .rsync: "rsync"
      case .rclone: "rclone"
      case .git: "git"
      case .directory: "directory"
      }
    }
  }

  package let name: String
  package let kind: Kind
  /// The public address, by which the live site is checked afterwards; without a slash at its end.
  package let address: String?
  /// The part of the files online that one publish may delete without being told to.
  package let deletionShare: Double

  package init(
    name: String, kind: Kind, address: String? = nil, deletionShare: Double = 0.2
  ) throws(TargetFault) {
    guard name.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9_-]*/#) != nil else {
      throw TargetFault("", "`\(name)` is not a target's name", hint: "letters, digits, `-` and `_`")
    }
    if let address { try TargetFault.check(address: address) }
    guard (0...1).contains(deletionShare) else {
      throw TargetFault("maxDeletions", "`maxDeletions` is a share of the files, from 0 % to 100 %")
    }
    self.name = name
    self.kind = kind
    self.address = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.deletionShare = deletionShare
  }
}
