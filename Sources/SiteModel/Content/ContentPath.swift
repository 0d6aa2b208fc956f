package import SiteDiagnostics

/// A Markdown file's path below `Content`, taken apart: `ausgaben/2025-12/amiens.en.md` is the page `amiens` of the
/// folder `ausgaben/2025-12`, in English.
///
/// A class: its parts are many, and it is handed on by the thousand.
package final class ContentPath: Sendable {
  /// As on disk, below `Content`.
  package let path: String
  /// The folder's path below `Content`; empty for `Content` itself.
  package let folder: String
  /// The file's name without language and `.md`.
  package let name: String
  package let language: String
  /// What translations of each other share: the path without language and ending, an index standing for its folder.
  package let key: String

  package var isIndex: Bool { name == Self.index }

  private init(path: String, folder: String, name: String, language: String, key: String) {
    self.path = path
    self.folder = folder
    self.name = name
    self.language = language
    self.key = key
  }

  /// `nil` and why, where the file's name ends in a language that the site doesn't have.
  ///
  /// - Parameter path: ends in `.md`.
  package static func parse(_ path: String, configuration: SiteConfiguration) -> (ContentPath?, [Diagnostic]) {
    var whole = Substring(path.utf8.dropLast(".md".utf8.count))
    var language = configuration.defaultLanguage.code
    let name = whole.folderAndName.name
    if let dot = name.lastIndex(ofByte: UInt8(ascii: ".")), dot != name.startIndex {
      let suffix = String(name[name.utf8.index(after: dot)...])
      if configuration.language(suffix) != nil {
        language = suffix
        whole = whole[..<dot]
      } else if suffix.utf8.count == 2 || suffix.contains("-"), Language.isCode(suffix) {
        let codes = configuration.languages.map { "`\($0.code)`" }.joined(separator: ", ")
        return (
          nil,
          [
            .error(
              "content.unknown-language", "the site has no language `\(suffix)`",
              at: SourceLocation(path: "Content/\(path)"),
              hint: "its languages are \(codes); add `\(suffix)` to `languages` in `site.yaml`, or rename the file")
          ]
        )
      }
    }
    let (folder, ownName) = whole.folderAndName
    let (folderPath, ownText) = (folder.map(String.init) ?? "", String(ownName))
    return (
      ContentPath(
        path: path, folder: folderPath, name: ownText, language: language,
        key: ownText == index ? folderPath : folderPath.isEmpty ? ownText : String(whole)), []
    )
  }

  private static let index = "index"
}
