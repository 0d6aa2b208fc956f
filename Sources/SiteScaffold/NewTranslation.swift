package import SiteDiagnostics
internal import SiteMarkdown
package import SiteModel

/// A page to be translated: the original, so that the translator writes over it, as a draft.
package struct NewTranslation: Sendable {
  package let text: String

  /// - Parameter title: replaces the original's, if it is known already.
  package init(of original: SourceText, title: String?) {
    // By its letters in Unicode, because a line ends in one of them or, for Windows, in two; the new file's end alike.
    var scalars = String(decoding: original.bytes, as: UTF8.self).unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
    let ending: Substring = lines.first?.unicodeScalars.last == "\r" ? "\r" : ""
    var result: [Substring] = []
    var fences = 0
    var isDropping = false
    var hasDraft = false
    for line in lines {
      guard fences < 2 else {
        result.append(line)
        continue
      }
      if line.hasPrefix("---") {
        fences += 1
        if fences == 2, !hasDraft { result.append("draft: true" + ending) }
        isDropping = false
      } else if let key = line.first, !key.isWhitespace, key != "-", key != "#" {
        // Old addresses lead to one page, the original; its times hold for translations, also those that come later.
        isDropping = ["aliases:", "draft:", "publishDate:", "expiryDate:"].contains(where: line.hasPrefix)
        if line.hasPrefix("title:"), let title {
          result.append("title: \(YAMLText.scalar(title))" + ending)
          isDropping = true
          continue
        }
        if line.hasPrefix("draft:") {
          hasDraft = true
          result.append("draft: true" + ending)
        }
      }
      if !isDropping { result.append(line) }
    }
    text = result.joined(separator: "\n")
  }

  /// Where the translation of a page stands: `impressum.md` → `impressum.en.md`.
  package static func path(of page: ContentPath, in language: String, of site: SiteConfiguration) -> String {
    let name = language == site.defaultLanguage.code ? page.name : "\(page.name).\(language)"
    return (page.folder.isEmpty ? "" : page.folder + "/") + name + ".md"
  }
}
