package import SiteDiagnostics
import SiteMarkdown

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
  /// What programs left beside people's files, in the order of the folders.
  package private(set) var leavings: [Leaving] = []
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
        leavings += listing.leavings
        for file in listing.files { add(&self, file) }
        waiting += listing.folders
      }
    }
  }

  /// What lies in one folder.
  private struct Listing {
    var files: [RelativePath] = []
    var folders: [RelativePath] = []
    var leavings: [Leaving] = []
    var diagnostics: [Diagnostic] = []

    init(of folder: RelativePath, in root: Directory) {
      do throws(SystemError) {
        let entries = try root.entries(of: folder)
        let isContent = folder.isInContent
        for entry in entries {
          let path = folder.appending(entry.name)
          if isLeftOut(entry, at: path) || !isText(path) { continue }
          if isContent, let mistake = Self.mistake(of: entry, at: path, among: entries, in: root) {
            diagnostics.append(mistake)
          } else {
            take(path, entry.kind)
          }
        }
      } catch {
        diagnostics.append(.unreadable(folder, error))
      }
      // Folders come in their order, so that little is left to be sorted of all files together.
      files.sort()
      folders.sort()
      leavings.sort { $0.path < $1.path }
    }

    /// Whether something is hidden, or no person's; the latter is noted.
    private mutating func isLeftOut(_ entry: DirectoryEntry, at path: RelativePath) -> Bool {
      let isFolder = entry.kind == .directory
      if let reason = LeavingNames.reason(entry.name, isFolder: isFolder) {
        leavings.append(Leaving(path: isFolder ? "\(path)/" : path.description, reason: reason))
        return true
      }
      return entry.name.bytes.first == UInt8(ascii: ".")
    }

    /// Why something below `Content` is left out that would go online as nobody means it; `nil` of everything else.
    private static func mistake(
      of entry: DirectoryEntry, at path: RelativePath, among entries: [DirectoryEntry], in root: Directory
    ) -> Diagnostic? {
      switch entry.kind {
      case .directory: return entry.name == "_drafts" ? .draftsFolder(path) : nil
      case .regular: break
      default: return nil
      }
      if LeavingNames.isConflictedCopy(entry.name) { return .conflictedCopy(path) }
      if ContentName.isPage(entry.name) { return nil }
      let name = ContentName(
        name: entry.name, path: path, neighbours: { Set(entries.map(\.name)) },
        beginning: { try? root.file(path).read(atMost: ContentName.prefixLength) })
      guard case .mistake(let mistake) = name.meaning else { return nil }
      return mistake
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

    /// Addresses are text, so names must be; titles are made of names, so that control characters can't be in them.
    private mutating func isText(_ path: RelativePath) -> Bool {
      if path.bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
      if let text = String(validating: path.bytes, as: UTF8.self) {
        guard let control = text.unicodeScalars.first(where: { $0.value < 0x20 || ControlCharacters.isOne($0.value) })
        else { return true }
        diagnostics.append(
          .error(
            "source.bad-name",
            "the file's name has a control character in it (\(ControlCharacters.name(of: control.value)))",
            at: SourceLocation(path: path.description), hint: "rename the file"))
        return false
      }
      diagnostics.append(
        .error(
          "source.bad-name", "the file's name is not UTF-8", at: SourceLocation(path: path.description),
          hint: "rename the file"))
      return false
    }
  }
}

extension RelativePath {
  fileprivate var isInContent: Bool { self == "Content" || isBelow("Content") }
}

extension Diagnostic {
  fileprivate static func unreadable(_ path: RelativePath, _ error: SystemError) -> Diagnostic {
    .error(
      "source.unreadable", "cannot \(error.action): \(error.reason)", at: SourceLocation(path: path.description),
      hint: "check the permissions")
  }

  fileprivate static func conflictedCopy(_ path: RelativePath) -> Diagnostic {
    .warning(
      "source.conflicted-copy", "a program that synchronises folders made this copy; it is left out",
      at: SourceLocation(path: path.description),
      hint: "two people changed the file at the same time: bring over what only the copy has, and delete it")
  }

  /// What Jekyll has for drafts; here a folder's name means nothing.
  fileprivate static func draftsFolder(_ path: RelativePath) -> Diagnostic {
    .error(
      "content.drafts-folder", "a folder `_drafts` has no meaning here: its pages would be published",
      at: SourceLocation(path: path.description),
      hint: "move them to where they belong, and write `draft: true` in their front matter")
  }
}
