import SiteModel

/// The sizes of the site's own pictures, read once before pages are rendered.
struct ImageSizes: Sendable {
  /// By path below `Content`.
  private let bySource: [String: ImageHeader]

  init(bySource: [String: ImageHeader]) { self.bySource = bySource }

  static func isImage(_ path: String) -> Bool { mediaType(of: path) != nil }

  /// By the ending of the file's name; `nil` where it is no picture that browsers show.
  static func mediaType(of path: String) -> String? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return switch path[path.utf8.index(after: dot)...].lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "svg": "image/svg+xml"
    default: nil
    }
  }

  func size(ofSource path: String) -> ImageHeader? { bySource[path] }

  /// `nil` for pictures that aren't files of the site, and for kinds of files whose size isn't known.
  func size(of picture: LinkResolver.Resolution) -> ImageHeader? {
    guard case .file(let source, _, _) = picture else { return nil }
    return bySource[source]
  }
}
