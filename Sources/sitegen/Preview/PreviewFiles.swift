import Foundation
import SiteBuild
import SitePreview

/// The files that the preview sends, kept in step with the builds.
struct PreviewFiles {
  private var files: [String: PreviewFile] = [:]
  /// Free of symbolic links.
  private let root: String
  private let source: String

  init(root: String) {
    source = root
    self.root = Self.resolved(root)
  }

  mutating func take(_ build: PreviewBuild) -> PreviewSnapshot {
    for path in build.changed {
      files[path] =
        switch build.outputs[path] {
        case .rendered: .made
        case .file(.bytes(let bytes)): .bytes(bytes)
        case .file(.copy(let file)): .loaded(reader(of: file))
        case nil: nil
        }
    }
    let maker = build.maker
    return PreviewSnapshot(basePath: build.basePath, files: files, badges: build.badges) { maker?.bytes(at: $0) }
  }

  /// Reads a file of the site, unless it has become a symbolic link since, which could lead out of the site.
  private func reader(of file: String) -> @Sendable () -> [UInt8]? {
    let (root, source) = (root, source)
    return {
      guard file.hasPrefix(source), Self.resolved(file) == root + file.dropFirst(source.count) else { return nil }
      return (try? Data(contentsOf: URL(filePath: file))).map { Array($0) }
    }
  }

  private static func resolved(_ path: String) -> String {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path(percentEncoded: false)
    return resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
  }
}
