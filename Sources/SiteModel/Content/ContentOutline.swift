/// What every source file is, known from the paths alone, before any of them is read.
package struct ContentOutline: Sendable {
  private let editionsFolder: String
  /// The same with the slash before what lies in it.
  private let editionsPrefix: String
  /// Folders that hold a page other than their index, at any depth.
  private let foldersWithPages: Set<String>

  /// - Parameter folders: of all paths of the site: see ``folders(of:)``.
  package init(folders: some Sequence<String>, editionsFolder: String) {
    self.editionsFolder = editionsFolder
    editionsPrefix = editionsFolder + "/"
    var known: Set<String> = []
    for folder in folders {
      var folder: String? = folder
      while let current = folder, known.insert(current).inserted { folder = Self.parent(of: current) }
    }
    foldersWithPages = known
  }

  /// The folders that hold some paths' pages; the index of a folder lies in the one above. Each is named once as long as
  /// neighbours lie in it.
  package static func folders(of paths: [ContentPath]) -> [String] {
    var folders: [String] = []
    for path in paths {
      guard let folder = path.isIndex ? parent(of: path.folder) : path.folder, folder != folders.last else { continue }
      folders.append(folder)
    }
    return folders
  }

  package func kind(of path: ContentPath) -> PageKind {
    if path.key.isEmpty { return .home }
    if path.key == "404" { return .notFound }
    if let depth = depthBelowEditions(path.key) {
      if depth == 0 { return .section }
      if depth == 1 { return path.isIndex ? .edition : .page }
      return .article
    }
    return path.isIndex && foldersWithPages.contains(path.folder) ? .section : .page
  }

  /// What the index of a folder is, or would be.
  package func kindOfFolder(_ folder: String) -> PageKind {
    if folder.isEmpty { return .home }
    switch depthBelowEditions(folder) {
    case nil, 0: return .section
    case 1: return .edition
    default: return .article
    }
  }

  /// The folder of the edition that an article lies in.
  package func editionFolder(of key: String) -> String? {
    guard let depth = depthBelowEditions(key), depth >= 1 else { return nil }
    if depth == 1 { return key }
    let prefix = editionsFolder.isEmpty ? 0 : editionsFolder.utf8.count + 1
    let rest = key.utf8.dropFirst(prefix)
    let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    return String(key[..<end])
  }

  /// How many levels a key lies below the folder of the editions; `nil` where it lies elsewhere.
  private func depthBelowEditions(_ key: String) -> Int? {
    if key == editionsFolder { return 0 }
    guard key.hasPrefix(editionsPrefix) else { return nil }
    let bytes = key.utf8.span
    var depth = 0
    for offset in min(editionsFolder.utf8.count, bytes.count)..<bytes.count where bytes[offset] == UInt8(ascii: "/") {
      depth += 1
    }
    return depth
  }

  package static func parent(of folder: String) -> String? {
    folder.isEmpty ? nil : folder.folderAndName.folder.map(String.init) ?? ""
  }
}
