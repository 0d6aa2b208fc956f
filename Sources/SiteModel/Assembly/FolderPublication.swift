/// Whose folder it is that a file lies in, and whether that page is published: a file goes out with its page.
///
/// A folder is that of the page with its path as key (`name/index.md`, or `name.md` beside it), in whatever language.
/// One without such a page is its pages' together; one without any page belongs to the folder above.
struct FolderPublication {
  enum Answer {
    case published
    /// With the path of a page that the files wait for.
    case withheld(ParsedPage)
  }

  /// By key: one of the pages that are left out.
  private var omitted: [String: ParsedPage] = [:]
  /// Keys of pages that are published.
  private var published: Set<String> = []
  /// Folders below which a page is published, at any depth.
  private var publishedFolders: Set<String> = []
  /// Folders below which a page is left out, with one of those.
  private var omittedFolders: [String: ParsedPage] = [:]
  private var known: [String: Answer] = [:]

  /// - Parameter isOmitted: of each page, whether it is left out.
  init(_ pages: [ParsedPage], isOmitted: [Bool]) {
    for (page, isOmitted) in zip(pages, isOmitted) where page.kind != .notFound {
      var folder = page.folder
      if isOmitted {
        if omitted[page.key] == nil { omitted[page.key] = page }
        while let current = folder, omittedFolders[current] == nil {
          omittedFolders[current] = page
          folder = ContentOutline.parent(of: current)
        }
      } else {
        published.insert(page.key)
        while let current = folder, publishedFolders.insert(current).inserted {
          folder = ContentOutline.parent(of: current)
        }
      }
    }
  }

  mutating func answer(for folder: String) -> Answer {
    if let known = known[folder] { return known }
    let answer = find(folder)
    known[folder] = answer
    return answer
  }

  private mutating func find(_ folder: String) -> Answer {
    if published.contains(folder) { return .published }
    if let page = omitted[folder] { return .withheld(page) }
    // The start of the site is there whatever else is.
    guard let parent = ContentOutline.parent(of: folder) else { return .published }
    if publishedFolders.contains(folder) { return .published }
    if let page = omittedFolders[folder] { return .withheld(page) }
    return answer(for: parent)
  }
}
