import SiteDiagnostics

/// The open folder of a site's sources; read by any number of tasks at once.
final class SourceFolder: Sendable {
  private let root: Directory

  init(opening path: String) throws(SystemError) {
    root = try Directory(opening: path)
  }

  func scan(jobs: Int) async -> SourceTree { await SourceTree.scan(root, jobs: jobs) }

  /// The path of a source file for the system's calls.
  func path(of file: RelativePath) -> String { root.path(of: file) }

  /// What the system says of files; `nil` of those that are gone.
  func stamps(of paths: [RelativePath]) -> [FileStamp?] { root.stamps(of: paths) }

  /// A text, or why it can't be read.
  func text(_ path: RelativePath) -> (SourceText?, [Diagnostic]) {
    let (text, _, diagnostics) = stampedText(path)
    return (text, diagnostics)
  }

  /// A text, and what the system said of its file before it was read.
  func stampedText(_ path: RelativePath) -> (SourceText?, FileStamp?, [Diagnostic]) {
    do throws(SystemError) {
      let file = try root.file(path)
      let stamp = try file.stamp()
      // One byte more than there should be, so that a file that grows meanwhile is noticed.
      let size = Int(stamp.size)
      let bytes = try file.read(atMost: min(size, SourceText.sizeLimit) + 1, size: size)
      guard bytes.count <= SourceText.sizeLimit else { return (nil, nil, [SourceText.tooLarge(path.description)]) }
      return (SourceText(path: path.description, bytes: bytes), stamp, [])
    } catch {
      let diagnostic = Diagnostic.error(
        "source.unreadable", "cannot \(error.action): \(error.reason)", at: SourceLocation(path: path.description),
        hint: error.hintForReading)
      return (nil, nil, [diagnostic])
    }
  }

  /// In bytes; `nil` where the file is gone.
  func size(of path: RelativePath) -> Int? { (try? root.status(of: path))?.size }

  /// Whether nobody may write to a file: a file can be replaced all the same, and shouldn't be.
  func isReadOnly(_ path: RelativePath) -> Bool {
    (try? root.status(of: path)).map { $0.permissions & 0o222 == 0 } ?? false
  }

  /// Writes a file that exists anew, in one step: whoever reads it meanwhile sees the old or the new one. Its
  /// permissions stay. Where that is cut short, a hidden file is left, which is no part of the site:
  /// ``removeLeavings(of:)``.
  func replace(_ path: RelativePath, with bytes: [UInt8]) throws(SystemError) {
    let permissions = try root.status(of: path)?.permissions ?? 0o644
    guard let name = RelativePath(".\(path.name).sitegen-new") else { throw SystemError("write", "\(path)", code: 22) }
    let new = path.parent?.appending(name) ?? name
    do throws(SystemError) {
      let file = try root.newFile(new, permissions: permissions)
      try file.write(bytes)
      try file.finish()
      try root.move(new, to: root, as: path)
    } catch {
      try? root.removeFile(new)
      throw error
    }
  }

  /// Removes what replacements that were cut short have left.
  func removeLeavings(of tree: SourceTree) {
    for leaving in tree.leavings where leaving.reason == .interruptedFix {
      if let path = RelativePath(leaving.path) { try? root.removeFile(path) }
    }
  }

  /// Writes a new file and the folders above it. Fails where something has that name.
  func create(_ path: RelativePath, with bytes: [UInt8]) throws(SystemError) {
    if let parent = path.parent { try root.makeDirectories(parent) }
    let file = try root.newFile(path)
    try file.write(bytes)
    try file.finish()
  }

  /// The first bytes of a file; `nil` where it can't be read.
  func prefix(of path: RelativePath, atMost limit: Int) -> [UInt8]? {
    try? root.file(path).read(atMost: limit)
  }
}
