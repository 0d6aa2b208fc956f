internal import SiteMarkdown

/// An address that led to a page once, as people copy it from a browser.
enum OldAddress {
  /// A path in the site, decoded.
  case path(String)
  /// What is wrong with it, what to do, and what was meant where that is certain.
  case refused(message: String, hint: String, meant: String?)

  init(_ text: String) {
    let general = "write the old address as a path in the site that begins with a slash: `/alte-seite/`"
    let lower = text.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") || text.hasPrefix("//") {
      let path = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst(
        lower.hasPrefix("http") ? 2 : 1)
      let meant = "/" + (path.first.map(String.init) ?? "")
      self = .refused(
        message: "`\(text)` is a whole address, and an old address is a path in this site",
        hint: meant.utf8.count > 1 ? "write what follows the host: `\(meant)`" : general, meant: nil)
      return
    }
    if let mark = text.firstIndex(where: { $0 == "?" || $0 == "#" }) {
      let rest = text[..<mark]
      let isQuery = text[mark] == "?"
      self = .refused(
        message: isQuery
          ? "`\(text)` has a `?`: a host of files answers every address with the same path alike"
          : "`\(text)` has a `#`: what follows it stays in the browser, and no host hears of it",
        hint: isQuery
          ? "remove it; the web server's own configuration can redirect such addresses"
          : rest.utf8.count > 1 ? "write `\(rest)`" : "remove it",
        meant: nil)
      return
    }
    guard text.hasPrefix("/") else {
      let meant = "/" + text
      self = .refused(
        message: "`\(text)` doesn't begin with a slash", hint: Self.isClean(meant) ? "write `\(meant)`" : general,
        meant: Self.isClean(meant) && !text.contains(":") ? meant : nil)
      return
    }
    let path = AddressText.percentDecoded(text)
    guard Self.isClean(path) else {
      self = .refused(message: "`\(text)` is no address that can lead here", hint: general, meant: nil)
      return
    }
    if path.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.count > TermSlug.longestPart }) {
      self = .refused(
        message: "a part of the address is longer than \(TermSlug.longestPart) bytes, which no folder's name can be",
        hint: "remove it", meant: nil)
      return
    }
    self = .path(path)
  }

  /// Whether a path can be one of the output: it leads downwards, to nothing that is hidden, and can be written.
  private static func isClean(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    return !parts.isEmpty && !parts.contains { $0.first == UInt8(ascii: ".") }
      && path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !#""<>\%"#.utf8.contains($0) }
      && path.unicodeScalars.allSatisfy { $0 == " " || $0.isVisible }
  }

  /// Whether two paths are one place in the output.
  static func isSame(_ left: String, _ right: String) -> Bool { place(left) == place(right) }

  /// What is the same for two paths that are one place.
  static func place(_ path: String) -> Substring {
    path.hasSuffix("/")
      ? path[...].dropLast() : path.hasSuffix("/index.html") ? path.dropLast("/index.html".count) : path[...]
  }
}
