package import SiteDiagnostics
package import SiteModel

/// A page to be translated: the original, so that the translator writes over it, as a draft.
package struct NewTranslation: Sendable {
  package let text: String

  /// - Parameter title: replaces the original's, if it is known already.
  package init(of original: SourceText, title: String?) {
    let lines = String(decoding: original.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
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
        if fences == 2, !hasDraft { result.append("draft: true") }
        isDropping = false
      } else if let key = line.first, !key.isWhitespace, key != "-", key != "#" {
        // Old addresses lead to one page, the original.
        isDropping = line.hasPrefix("aliases:") || line.hasPrefix("draft:")
        if line.hasPrefix("title:"), let title {
          result.append("title: \(YAMLText.scalar(title))")
          isDropping = true
          continue
        }
        if line.hasPrefix("draft:") {
          hasDraft = true
          result.append("draft: true")
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
