package import SiteDiagnostics

/// What lies in a site's folder: every file by what it is for, in the order of its path's bytes.
package struct SourceTree: Sendable {
  package static let configurationPath: RelativePath = "Content/site.yaml"

  package private(set) var hasConfiguration = false
  /// Markdown files below `Content`, with `Content/`.
  package private(set) var pages: [RelativePath] = []
  /// Everything else below `Content`: pictures and other files that pages bring along.
  package private(set) var contentFiles: [RelativePath] = []
  /// Templates of pages, feeds and components, with `Templates/`.
  package private(set) var templates: [RelativePath] = []
  /// Below `Templates/assets`.
  package private(set) var assets: [RelativePath] = []
  /// Below `Templates/i18n`.
  package private(set) var translations: [RelativePath] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Walks through `Content` and `Templates`. Symbolic links are not followed: they could lead out of the site, or in
  /// circles. Names that begin with a dot are left out, and what editors and systems leave beside people's files.
  package static func scan(_ root: Directory, jobs: Int) async -> SourceTree {
    var tree = SourceTree()
    await tree.scan(root, folder: "Content", jobs: jobs) { tree, path in
      if path == configurationPath {
        tree.hasConfiguration = true
      } else if path.hasSuffix(".md") {
        tree.pages.append(path)
      } else {
        tree.contentFiles.append(path)
      }
    }
    await tree.scan(root, folder: "Templates", jobs: jobs) { tree, path in
      if path.description.hasPrefix("Templates/assets/") {
        tree.assets.append(path)
      } else if path.description.hasPrefix("Templates/i18n/") {
        tree.translations.append(path)
      } else {
        tree.templates.append(path)
      }
    }
    tree.pages.sort()
    tree.contentFiles.sort()
    tree.templates.sort()
    tree.assets.sort()
    tree.translations.sort()
    return tree
  }

  private mutating func scan(
    _ root: Directory, folder: RelativePath, jobs: Int, add: (inout SourceTree, RelativePath) -> Void
  ) async {
    do throws(SystemError) {
      guard let status = try root.status(of: folder) else {
        diagnostics.append(
          .error(
            "source.missing-folder", "there is no folder `\(folder)` in `\(root.path)`",
            hint: "run sitegen in the folder of the site, or name it with --source"))
        return
      }
      guard status.kind == .directory else {
        diagnostics.append(.error("source.missing-folder", "`\(root.path(of: folder))` is no folder"))
        return
      }
    } catch {
      diagnostics.append(.unreadable(folder, error))
      return
    }
    var waiting = [folder]
    while !waiting.isEmpty {
      let listings = await concurrently(waiting, jobs: jobs) { Listing(of: $0, in: root) }
      waiting = []
      for listing in listings {
        diagnostics += listing.diagnostics
        for file in listing.files { add(&self, file) }
        waiting += listing.folders
      }
    }
  }

  /// What lies in one folder.
  private struct Listing {
    var files: [RelativePath] = []
    var folders: [RelativePath] = []
    var diagnostics: [Diagnostic] = []

    init(of folder: RelativePath, in root: Directory) {
      do throws(SystemError) {
        for entry in try root.entries(of: folder) where !isLeftOut(entry.name) {
          let path = folder.appending(entry.name)
          if isText(path) { take(path, entry.kind) }
        }
      } catch {
        diagnostics.append(.unreadable(folder, error))
      }
      // Folders come in their order, so that little is left to be sorted of all files together.
      files.sort()
      folders.sort()
    }

    private mutating func take(_ path: RelativePath, _ kind: FileKind) {
      switch kind {
      case .regular: files.append(path)
      case .directory: folders.append(path)
      case .symbolicLink:
        diagnostics.append(
          .warning(
            "source.symbolic-link", "a symbolic link is left out", at: SourceLocation(path: path.description),
            hint: "put the file itself here"))
      default:
        diagnostics.append(
          .warning(
            "source.special-file", "this is neither a file nor a folder", at: SourceLocation(path: path.description)))
      }
    }

    /// Addresses are text, so names must be.
    private mutating func isText(_ path: RelativePath) -> Bool {
      if path.bytes.allSatisfy({ $0 < 0x80 }) || String(validating: path.bytes, as: UTF8.self) != nil { return true }
      diagnostics.append(
        .error(
          "source.bad-name", "the file's name is not UTF-8", at: SourceLocation(path: path.description),
          hint: "rename the file"))
      return false
    }
  }

  /// Hidden files, an editor's backup (`artikel.md~`) or unsaved changes (`#artikel.md#`), and what Windows adds.
  private static func isLeftOut(_ name: RelativePath) -> Bool {
    switch (name.bytes.first, name.bytes.last) {
    case (UInt8(ascii: "."), _), (_, UInt8(ascii: "~")), (UInt8(ascii: "#"), UInt8(ascii: "#")): true
    default: addedByWindows.contains(name)
    }
  }

  private static let addedByWindows: [RelativePath] = ["Thumbs.db", "desktop.ini"]
}

extension Diagnostic {
  fileprivate static func unreadable(_ path: RelativePath, _ error: SystemError) -> Diagnostic {
    .error(
      "source.unreadable", "cannot \(error.action): \(error.reason)", at: SourceLocation(path: path.description),
      hint: "check the permissions")
  }
}
