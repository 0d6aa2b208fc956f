internal import SiteMarkdown

/// Addresses by the paths of files, with every part made fit for one.
enum PageAddress {
  /// Of a page that lies in a folder; of a start page, where there is none.
  ///
  /// - Parameters:
  ///   - prefix: see ``SiteConfiguration/addressPrefix(of:)``.
  ///   - name: fit for an address already.
  static func page(_ name: String, in folder: String?, prefix: String) -> String {
    guard let folder else { return prefix + "/" }
    if folder.isEmpty { return String(joining: [prefix[...], "/", name[...], "/"]) }
    return String(joining: [prefix[...], "/", slugs(of: folder), "/", name[...], "/"])
  }

  /// Of a folder that has no page.
  static func folder(_ path: String) -> String { String(joining: ["/", slugs(of: path), "/"]) }

  /// The parts of a folder's path. Most are fit already.
  private static func slugs(of folder: String) -> Substring {
    if isSlug(folder[...], isPath: true) { return folder[...] }
    // By bytes: for the system a mark that would join the slash to one character stands in a name of its own.
    return folder.utf8.split(separator: UInt8(ascii: "/")).map { PageSlug.slug(of: Substring($0)) }.joined(
      separator: "/")[...]
  }

  /// Whether a part of a path had no letter or digit that an address can have.
  static func lacksPart(_ address: String) -> Bool {
    var isAfterSlash = false
    for byte in address.utf8 {
      let isSlash = byte == UInt8(ascii: "/")
      if isSlash && isAfterSlash { return true }
      isAfterSlash = isSlash
    }
    return false
  }
}
