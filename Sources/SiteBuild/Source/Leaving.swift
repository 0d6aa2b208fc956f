/// Something in a site's folder that a program left there and nobody means to publish: left out, and told.
package struct Leaving: Sendable, Hashable {
  package enum Reason: String, Sendable, Hashable {
    case backup = "an editor's backup"
    case unsaved = "an editor's unsaved changes"
    case lock = "a lock: somebody has the document open"
    case temporary = "a temporary file"
    case download = "a download that isn't complete"
    case versions = "left by version control"
    case system = "the operating system's own"
    case shortcut = "a shortcut"
    case packages = "a program's own folder"
    /// Of ours: see ``SourceFolder/replace(_:with:)``.
    case interruptedFix = "left by a `check --fix` that was interrupted"
  }

  /// From the site's folder; a folder's ends with a slash.
  package let path: String
  package let reason: Reason
}

/// Names by which leavings are known, whatever the case of their letters.
///
/// Those of editors are from their manuals (Vim, Emacs, nano, Kate), those of Office, Windows and macOS from what these
/// programs write; a name that a person could choose for a text or a picture is not among them.
enum LeavingNames {
  /// What a name alone says; `nil` of everything else.
  static func reason(_ name: RelativePath, isFolder: Bool) -> Leaving.Reason? {
    let bytes = name.bytes
    guard let first = bytes.first, let last = bytes.last else { return nil }
    if last == UInt8(ascii: "~") { return .backup }
    if first == UInt8(ascii: "~"), bytes.dropFirst().first == UInt8(ascii: "$") { return .lock }
    if first == UInt8(ascii: "#"), last == UInt8(ascii: "#"), bytes.count > 1 { return .unsaved }
    // Most names are those of texts.
    if name.hasSuffix(".md"), first != UInt8(ascii: ".") { return nil }
    let lower = String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    return isFolder ? folders[lower] ?? (lower.hasSuffix(".download") ? .download : nil) : ofFile(lower)
  }

  private static func ofFile(_ name: String) -> Leaving.Reason? {
    if let known = files[name] { return known }
    if name.hasPrefix(".~lock.") { return .lock }
    // A part of a file that Windows or macOS keeps apart; `:` is another character on some network drives.
    if name.hasSuffix("zone.identifier") || name.contains(":com.") || name.contains(":afp_") { return .system }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...]
    if let known = endings[String(ending)] { return known }
    // Vim counts backwards: `.swp`, `.swo`, `.swn`. Subversion's `.r1234`. Emacs' `.~1~` ends in a tilde.
    if ending.utf8.count == 3, ending.hasPrefix("sw"), let letter = ending.utf8.last, (0x68...0x70).contains(letter) {
      return .unsaved
    }
    return nil
  }

  private static let files: [String: Leaving.Reason] = [
    "thumbs.db": .system, "ehthumbs.db": .system, "ehthumbs_vista.db": .system, "desktop.ini": .system,
    "icon\r": .system, "icon\u{F00D}": .system, "picasa.ini": .system, "iconcache.db": .system,
    "npm-debug.log": .packages, "yarn-error.log": .packages,
  ]

  private static let folders: [String: Leaving.Reason] = [
    "$recycle.bin": .system, "system volume information": .system, "lost+found": .system, "__macosx": .system,
    "network trash folder": .system, "temporary items": .system, "@eadir": .system, "#recycle": .system,
    "#snapshot": .system, "@recycle": .system, "@__thumb": .system, "node_modules": .packages,
    "bower_components": .packages, "__pycache__": .packages, "_gsdata_": .packages,
  ]

  private static let endings: [String: Leaving.Reason] = [
    "bak": .backup, "bak~": .backup, "backup": .backup, "old": .backup, "save": .backup, "wbk": .backup,
    "xlk": .backup, "autosave": .unsaved, "asd": .unsaved, "kate-swp": .unsaved,
    "tmp": .temporary, "temp": .temporary, "laccdb": .lock, "idlk": .lock,
    "crdownload": .download, "part": .download, "partial": .download, "download": .download, "opdownload": .download,
    "filepart": .download, "orig": .versions, "rej": .versions, "mine": .versions,
    "lnk": .shortcut, "url": .shortcut, "webloc": .shortcut, "website": .shortcut, "desktop": .shortcut,
    "pyc": .packages, "sitegen-new": .interruptedFix,
  ]

  /// Whether a program that keeps folders alike made the file, because two people changed one at the same time: its
  /// words for that in the languages that are likely here.
  static func isConflictedCopy(_ name: RelativePath) -> Bool {
    let marks = name.bytes.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
    guard marks || (name.bytes.count > 30 && name.bytes.count { $0 == UInt8(ascii: ".") } > 1) else { return false }
    let lower = name.description.lowercased()
    return lower.contains(".sync-conflict-") || (marks && conflicts.contains(where: lower.contains))
  }

  private static let conflicts = [
    "conflicted copy", "(conflicted", "[conflict", "(case conflict", "(case clash from", "in konflikt stehende kopie",
    "konfliktkopie", "(konflikt", "copie en conflit", "copia en conflicto", "copia in conflitto", "(sfconflict ",
  ]
}
