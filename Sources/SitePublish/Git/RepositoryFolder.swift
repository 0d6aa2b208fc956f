/// The folder of the publisher's own repository. Objects and where the branch was are worth keeping; nothing else that lies
/// there is believed, since git runs programs that a repository's configuration names.
struct RepositoryFolder {
  let path: String

  /// What stays from one publish to the next. A lock may be that of another publish.
  private static let kept: Set<String> = ["objects", "refs", "packed-refs", "shallow", "HEAD", "config", remoteFile]
  /// Whose objects these are.
  private static let remoteFile = "sitegen-remote"

  /// Makes the repository anew but for its objects.
  ///
  /// - Returns: whether it was for this remote before.
  func prepare(for remote: String, fetchesNamesOnly: Bool) throws(LocalFileError) -> Bool {
    if LocalFiles.isLink(path) { LocalFiles.remove(path) }
    try LocalFiles.makeFolder(path)
    for entry in try LocalFiles.entries(of: path)
    where !Self.kept.contains(entry.name) && !entry.name.hasSuffix(".lock") {
      remove(entry)
    }
    for entry in try LocalFiles.entries(of: path) where entry.kind == .other { remove(entry) }
    for name in ["objects", "refs"] { try LocalFiles.makeFolder("\(path)/\(name)") }
    for name in ["alternates", "http-alternates"] { LocalFiles.remove("\(path)/objects/info/\(name)") }
    let isKnown = (try? LocalFiles.read("\(path)/\(Self.remoteFile)")) == Array(remote.utf8)
    try LocalFiles.replace("\(path)/HEAD", with: Array("ref: refs/heads/none\n".utf8))
    try LocalFiles.replace(
      "\(path)/config", with: Array(Self.configuration(for: remote, fetchesNamesOnly: fetchesNamesOnly).utf8))
    try LocalFiles.replace("\(path)/\(Self.remoteFile)", with: Array(remote.utf8))
    return isKnown
  }

  private func remove(_ entry: LocalFiles.Entry) {
    let child = "\(path)/\(entry.name)"
    if entry.kind == .folder { LocalFiles.removeTree(child) } else { LocalFiles.remove(child) }
  }

  /// All that git has to know.
  static func configuration(for remote: String, fetchesNamesOnly: Bool) -> String {
    let url = remote.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var text = "[core]\n\trepositoryformatversion = \(fetchesNamesOnly ? 1 : 0)\n\tfilemode = true\n\tbare = true\n"
    text += "[remote \"target\"]\n\turl = \"\(url)\"\n"
    if fetchesNamesOnly {
      text += "\tpromisor = true\n\tpartialclonefilter = blob:none\n[extensions]\n\tpartialClone = target\n"
    }
    return text
  }
}
