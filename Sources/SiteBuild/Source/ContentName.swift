import SiteDiagnostics

/// What a file below `Content` is by its name and, where that is not enough, by how it begins: a page, a file to be
/// copied, or something that was meant as a page and would be neither.
///
/// A page's name ends in `.md` in small letters and in nothing else, on every machine: links name files by their names,
/// and a system that tells `a.md` from `a.MD` must find the same pages as one that doesn't. What looks like a page under
/// another name is an error; copied, it would be online as it was typed, drafts too.
struct ContentName {
  enum Meaning {
    case page, file
    case mistake(Diagnostic)
  }

  let name: RelativePath
  /// From the site's folder.
  let path: RelativePath
  /// The names that lie in the same folder.
  let neighbours: () -> Set<RelativePath>
  /// The file's first bytes; `nil` where it can't be read.
  let beginning: () -> [UInt8]?

  static let prefixLength = 1024

  /// Whether a name is surely a page's, as most are.
  static func isPage(_ name: RelativePath) -> Bool {
    guard name.hasSuffix(".md"), let first = name.bytes.first else { return false }
    return first != UInt8(ascii: "_") && first | 0x20 != UInt8(ascii: "i")
  }

  var meaning: Meaning {
    if Self.isPage(name) { return .page }
    let isPage = name.hasSuffix(".md")
    let text = name.description
    if isPage { return Self.indexName(text).map { .mistake(indexMistake($0)) } ?? .page }
    let (stem, ending) = Self.parts(of: text)
    if Self.articleEndings.contains(ending) { return .mistake(mistake("an article's name ends in `.md`", stem)) }
    // `besuch.md.txt`: what Windows' Notepad makes, and its Explorer doesn't show.
    if ["txt", "text"].contains(ending), Self.articleEndings.contains(Self.parts(of: stem).ending) {
      return .mistake(mistake("an article's name ends in `.md`, not in `.\(ending)`", Self.parts(of: stem).stem))
    }
    guard !Self.otherEndings.contains(ending), let beginning = beginning(), FrontMatterLook.isFrontMatter(beginning)
    else { return .file }
    return .mistake(mistake("this begins with front matter, like an article, whose name ends in `.md`", base(of: text)))
  }

  // MARK: Endings

  /// Of Markdown, elsewhere or in other letters.
  private static let articleEndings: Set<String> = [
    "md", "markdown", "mdown", "mkdown", "markdn", "mkdn", "mkd", "mdwn", "mdtxt", "mdtext", "mdx", "rmd", "qmd",
  ]

  /// Of files that nobody writes texts in, or whose own form may begin with a line of hyphens: they needn't be opened.
  private static let otherEndings: Set<String> = [
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "heic", "heif",
    "pdf", "zip", "gz", "7z", "tar", "rar", "mp3", "mp4", "m4a", "m4v", "ogg", "oga", "ogv", "opus", "webm", "wav",
    "mov", "avi", "mkv", "flac", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "epub", "woff",
    "woff2", "ttf", "otf", "eot", "css", "js", "mjs", "json", "xml", "yaml", "yml", "vtt", "srt", "ics", "vcf", "csv",
  ]

  /// A name and its ending in small letters; empty where there is none.
  private static func parts(of name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
    return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
  }

  /// A name without its ending, and without all that follows an `.md` in it: `artikel.md.v2`.
  private func base(of name: String) -> String {
    if let range = name.lowercased().firstRange(of: ".md."), name.lowercased().utf8.count == name.utf8.count {
      return String(name.prefix(upTo: range.lowerBound))
    }
    return Self.parts(of: name).stem
  }

  private func mistake(_ message: String, _ stem: String) -> Diagnostic {
    let name = Self.indexName("\(stem).md") ?? "\(stem).md"
    return .error(
      "content.wrong-ending", message, at: SourceLocation(path: path.description), hint: renaming(to: name))
  }

  // MARK: The page of a folder

  /// What the page of a folder is named here, where a name is that of another program (`_index.en.md`) or is written
  /// otherwise (`Index.md`).
  private static func indexName(_ name: String) -> String? {
    var rest = name[...]
    if rest.hasPrefix("_") { rest = rest.dropFirst() }
    guard rest.prefix(5).lowercased() == "index", rest.dropFirst(5).hasPrefix(".") else { return nil }
    let new = "index" + rest.dropFirst(5)
    return new == name ? nil : new
  }

  private func indexMistake(_ name: String) -> Diagnostic {
    .error(
      "content.index-name", "the page of a folder is named `\(name)` here", at: SourceLocation(path: path.description),
      hint: renaming(to: name))
  }

  private func renaming(to name: String) -> String {
    guard let own = RelativePath(name), !neighbours().contains(own) else {
      return "`\(name)` is there already: put the two texts together, or give one of them another name"
    }
    let folder = path.parent.map { "\($0)/" } ?? ""
    return "rename it to `\(folder)\(name)`"
  }
}
