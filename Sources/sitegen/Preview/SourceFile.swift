import SiteBuild
import SitePreview

/// A file of the site's sources that the preview sends as it is, unless it has become a symbolic link since, which
/// could lead out of the site.
///
/// It is opened anew for each piece: a thousand browsers that take their time hold no descriptors, and what is read is
/// always the file that was looked at.
struct SourceFile: StoredFile {
  /// The site's folder.
  let root: String
  let path: RelativePath

  func version() -> StoredVersion? {
    guard let file = try? open() else { return nil }
    return version(of: file)
  }

  func bytes(_ range: Range<Int>, of version: StoredVersion) -> [UInt8]? {
    guard let file = try? open(), self.version(of: file) == version, let bytes = try? file.read(range) else {
      return nil
    }
    return bytes
  }

  private func open() throws(SystemError) -> OpenFile {
    try Directory(opening: root).fileWithoutLinks(path)
  }

  private func version(of file: borrowing OpenFile) -> StoredVersion? {
    guard let status = try? file.status(), status.kind == .regular else { return nil }
    let time = status.modificationTime
    return StoredVersion(
      size: status.size,
      mark: "\(status.size) \(time.seconds).\(time.nanoseconds) \(status.identity.device):\(status.identity.inode)")
  }
}
