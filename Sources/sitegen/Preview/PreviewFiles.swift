import SiteBuild
import SitePreview

/// The files that the preview sends, kept in step with the builds.
struct PreviewFiles {
  private var files: [String: PreviewFile] = [:]
  private let root: String

  init(root: String) { self.root = root }

  mutating func take(_ build: PreviewBuild) -> PreviewSnapshot {
    for path in build.changed {
      files[path] =
        switch build.outputs[path] {
        case .rendered: .made
        case .file(.bytes(let bytes)): .bytes(bytes)
        case .file(.copy(let file)): sourceFile(file).map { .stored($0) }
        case nil: nil
        }
    }
    let maker = build.maker
    return PreviewSnapshot(basePath: build.basePath, files: files, badges: build.badges, faults: build.faults) {
      maker?.bytes(at: $0)
    }
  }

  /// `nil` for what is no file below the site's folder.
  private func sourceFile(_ file: String) -> SourceFile? {
    guard file.hasPrefix(root) else { return nil }
    return RelativePath(String(file.dropFirst(root.count).drop { $0 == "/" })).map { SourceFile(root: root, path: $0) }
  }
}
