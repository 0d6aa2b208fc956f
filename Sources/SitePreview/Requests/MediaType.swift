/// What a file is, by its name, as the `Content-Type` header says it.
struct MediaType: Equatable {
  let header: String

  var isPage: Bool { header.hasPrefix("text/html") }

  init(ofFile path: String) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    if let text = Self.texts[ending] {
      header = text + "; charset=utf-8"
    } else {
      header = Self.others[ending] ?? "application/octet-stream"
    }
  }

  private static let texts = [
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
    "txt": "text/plain", "md": "text/plain", "csv": "text/csv", "ics": "text/calendar", "vtt": "text/vtt",
    "xml": "application/xml", "rss": "application/rss+xml", "atom": "application/atom+xml", "svg": "image/svg+xml",
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
  ]

  private static let others = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/vnd.microsoft.icon", "woff": "font/woff", "woff2": "font/woff2",
    "ttf": "font/ttf", "otf": "font/otf", "pdf": "application/pdf", "zip": "application/zip", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "ogg": "audio/ogg", "mp4": "video/mp4", "webm": "video/webm", "eml": "message/rfc822",
    "epub": "application/epub+zip", "wasm": "application/wasm",
  ]
}
