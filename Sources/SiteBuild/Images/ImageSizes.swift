import SiteModel

/// The sizes of the site's own pictures, read once before pages are rendered.
struct ImageSizes: Sendable {
  private let links: LinkResolver
  /// By path below `Content`.
  private let bySource: [String: ImageHeader]

  init(links: LinkResolver, bySource: [String: ImageHeader]) {
    self.links = links
    self.bySource = bySource
  }

  static func isImage(_ path: String) -> Bool {
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    return ["png", "jpg", "jpeg", "gif", "webp", "svg"].contains(ending)
  }

  /// `nil` for pictures that aren't files of the site, and for kinds of files whose size isn't known.
  func size(of destination: String, on page: PageID) -> ImageHeader? {
    guard case .file(let source, _, _) = links.resolve(destination, on: page) else { return nil }
    return bySource[source]
  }
}
