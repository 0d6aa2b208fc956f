/// The order in which a store that can't switch is brought from one site to the next, so that at every moment a page
/// finds what it needs.
struct UploadOrder: Sendable, Hashable {
  /// Styles, scripts, pictures, documents: nothing refers to them yet.
  var assets: [String] = []
  /// Pages that nobody knows yet.
  var newPages: [String] = []
  /// Pages that may refer to new ones.
  var changedPages: [String] = []
  /// What calls readers and machines to the site: feeds, sitemaps.
  var announcements: [String] = []

  init(_ changes: ChangeSet) {
    for (paths, isNew) in [(changes.added, true), (changes.changed, false)] {
      for path in paths where path != SiteManifest.buildFile {
        switch SitePath.ending(of: path) {
        case "html", "htm": if isNew { newPages.append(path) } else { changedPages.append(path) }
        case "xml", "rss", "atom": announcements.append(path)
        case "json" where path.hasSuffix("feed.json"), "txt" where path == "robots.txt": announcements.append(path)
        default: assets.append(path)
        }
      }
    }
  }
}
