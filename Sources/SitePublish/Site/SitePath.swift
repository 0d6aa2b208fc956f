/// The rules for a file's path inside a site: relative, `/` between its parts, and nothing that a shell, a checksum
/// list or another file system could read as something else.
enum SitePath {
  /// Why a path can't be published, or `nil` where it can.
  static func fault(in path: String) -> String? {
    if path.isEmpty || path.hasPrefix("/") { return "is not a path inside of the site" }
    if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "has a control character in its name"
    }
    if path.utf8.contains(UInt8(ascii: "\\")) { return "has a backslash in its name" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) { return "is not a plain path" }
    return nil
  }

  /// Whether it is bookkeeping (`.sitegen-manifest`, `.DS_Store`) and not a part of the site; `.well-known` is.
  static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".well-known" } && !isForHost(path)
  }

  /// Whether it tells the web host what to do, which may then not give it out.
  static func isForHost(_ path: String) -> Bool {
    ["_headers", "headers.nginx.conf", ".htaccess", "headers.caddy"].contains(path)
  }

  /// The lower-case ending without its dot; empty where there is none.
  static func ending(of path: some StringProtocol) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The address under which a web server gives the file out: a folder's address for its `index.html`.
  static func address(of path: String) -> String {
    if path == "index.html" { return "/" }
    if path.hasSuffix("/index.html") { return "/" + path.dropLast("index.html".count) }
    return "/" + path
  }

  /// All folders above a file, the nearest first.
  static func folders(above path: String) -> [String] {
    var parts = path.split(separator: "/").dropLast()
    var folders: [String] = []
    while !parts.isEmpty {
      folders.append(parts.joined(separator: "/"))
      parts = parts.dropLast()
    }
    return folders
  }
}
