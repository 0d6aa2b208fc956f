/// Which part of a site's folder is watched: everything below certain folders but what no person means to publish.
package struct WatchScope: Sendable {
  /// The path of the site's folder.
  let root: String
  /// The names of folders in it. All else there, the output above all, is left alone.
  let folders: Set<String>

  package init(root: String, folders: Set<String>) {
    self.root = root
    self.folders = folders
  }

  /// Names that editors use for a moment while they save, and hidden files, which a site never has.
  static func isIgnored(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || name == "4913" || (name.hasPrefix("#") && name.hasSuffix("#"))
      || name.hasSuffix(".swp") || name.hasSuffix(".swx") || name.hasSuffix(".tmp") || name.hasSuffix(".part")
      || name.hasSuffix(".crdownload") || name.hasSuffix("___jb_tmp___") || name.hasSuffix("___jb_old___")
  }
}
