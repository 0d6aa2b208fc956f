internal import SiteMarkdown

/// Finds what a destination in a page means: another source file, a page's address, a file beside the page.
///
/// A class, because it holds tables of the whole site and is handed on to every page.
package final class LinkResolver: Sendable {
  package enum Resolution: Sendable, Hashable {
    /// Leads out of the site, or to a mail address: not ours to check.
    case external
    case page(PageID, suffix: String)
    /// A page that is made from the site: a term, a taxonomy, a feed, a further sheet.
    case generated(String, suffix: String)
    case file(source: String, address: String, suffix: String)
    /// Nothing is there; the path below `Content` or the address that was looked for.
    case missing(String)
  }

  /// What was found for a destination.
  package struct Finding: Sendable {
    package let resolution: Resolution
    /// Whether it stays so as long as the page or file itself, its address and its translations stay; otherwise it may
    /// become another one with any page or file that comes or goes.
    package let isFirm: Bool

    static func firm(_ resolution: Resolution) -> Finding { Finding(resolution: resolution, isFirm: true) }
    static func loose(_ resolution: Resolution) -> Finding { Finding(resolution: resolution, isFirm: false) }
  }

  private let site: Site
  private let generated: Set<String>

  package init(site: Site) {
    self.site = site
    generated = Set(
      site.terms.map(\.address) + site.taxonomyIndexes.map(\.address) + site.redirects.map(\.from) + site.feedAddresses)
  }

  /// The address, from the host's root, to write for a destination; `nil` keeps it as it is.
  package func address(of destination: String, on page: PageID) -> String? {
    address(of: resolve(destination, on: page), for: destination, on: page)
  }

  /// The same for a destination that was resolved already.
  package func address(of resolution: Resolution, for destination: String, on page: PageID) -> String? {
    let base = site.configuration.baseURL
    switch resolution {
    case .external, .missing: return nil
    case .page(let id, _) where id == page && destination.hasPrefix("#"): return nil
    case .page(let id, let suffix): return base.address(of: site[id].address) + suffix
    case .generated(let address, let suffix): return base.address(of: address) + suffix
    case .file(_, let address, let suffix): return base.address(of: address) + suffix
    }
  }

  /// Where a picture that front matter names is found, and the path below `Content` of the file where it is one of the
  /// site's own; `nil` where there is no such picture.
  package func picture(_ name: String, on page: PageID) -> (address: String, source: String?)? {
    switch findPicture(name, on: page).resolution {
    case .file(let source, let address, let suffix):
      return (site.configuration.baseURL.address(of: address) + AddressText.completed(suffix), source)
    case .external where Self.isPictureElsewhere(name):
      let scheme = name.hasPrefix("//") ? site.configuration.baseURL.origin.prefix { $0 != "/" } : ""
      return (scheme + AddressText.completed(name), nil)
    case .external, .page, .generated, .missing: return nil
    }
  }

  /// Where the name of a picture in front matter leads: that is a path before it is an address.
  package func findPicture(_ name: String, on page: PageID) -> Finding {
    if !name.utf8.contains(where: "%?#:".utf8.contains) { return find(name, on: page) }
    return file(named: name, from: page).map { .loose($0) } ?? find(name, on: page)
  }

  /// Whether a picture of another host can have an address.
  package static func isPictureElsewhere(_ address: String) -> Bool {
    let start = address.prefix(11).lowercased()
    return ["//", "https://", "http://", "data:image/"].contains { start.hasPrefix($0) }
  }

  package func resolve(_ destination: String, on id: PageID) -> Resolution { find(destination, on: id).resolution }

  package func find(_ destination: String, on id: PageID) -> Finding {
    if AddressText.isExternal(destination) {
      return Self.hasCommonScheme(destination) ? .firm(.external) : findFile(destination, else: .external, on: id)
    }
    let (path, suffix) = Self.split(destination)
    let finding = find(path, suffix: suffix, on: id)
    if destination.utf8.first == UInt8(ascii: "?") { return findFile(destination, else: finding.resolution, on: id) }
    // `Platz #1.png` was meant as it stands where nothing else can have been.
    guard case .missing = finding.resolution, path != destination else { return finding }
    return findFile(destination, else: finding.resolution, on: id)
  }

  private func find(_ path: String, suffix: String, on id: PageID) -> Finding {
    if path.isEmpty { return .firm(.page(id, suffix: suffix)) }
    if path.utf8.first == UInt8(ascii: "/") { return findAddress(path, suffix: suffix, from: id) }
    guard let target = Self.join(folder: folder(of: id), path) else { return .firm(.missing(path)) }
    if let found = resolveSource(target, suffix: suffix, from: id) { return .firm(found) }
    // Not a file; perhaps an address relative to the page's own.
    if let address = Self.join(folder: String(site[id].address.dropFirst().dropLast()), path) {
      let found = findAddress("/" + address, suffix: suffix, from: id).resolution
      if case .missing = found { return .loose(.missing(target)) }
      return .loose(found)
    }
    return .loose(.missing(target))
  }

  /// Whether there is a file of the very name that somebody wrote as an address.
  package func hasFile(named name: String, from id: PageID) -> Bool { file(named: name, from: id) != nil }

  private func findFile(_ name: String, else other: Resolution, on id: PageID) -> Finding {
    .loose(file(named: name, from: id) ?? other)
  }

  /// A file whose path, from the page's folder or after a slash from the site's root, is the very text: what means
  /// something in an address is a part of its name.
  private func file(named name: String, from id: PageID) -> Resolution? {
    let isFromRoot = name.utf8.first == UInt8(ascii: "/")
    let (folder, above) = isFromRoot ? ("", "") : (folder(of: id), String(site[id].address.dropFirst()))
    guard let path = Self.join(folder: folder, name) else { return nil }
    if let address = site.files[path] { return .file(source: path, address: address, suffix: "") }
    let address = Self.join(folder: above, name).map { "/" + $0 }
    guard let address, let source = site.sourceOfFile(at: address) else { return nil }
    return .file(source: source, address: site.files[source] ?? address, suffix: "")
  }

  /// Of the addresses that begin like one with a scheme, those that can't be the name of a file: `Teil 1: Anfang.pdf` can.
  private static func hasCommonScheme(_ destination: String) -> Bool {
    ["http:", "https:", "mailto:", "tel:", "sms:", "data:", "//"].contains { destination.hasPrefix($0) }
  }

  private func folder(of id: PageID) -> String {
    guard let source = site[id].source, let slash = source.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(source[..<slash])
  }

  /// A path below `Content`: a Markdown file, a folder with an index, or another file.
  private func resolveSource(_ path: String, suffix: String, from id: PageID) -> Resolution? {
    if path.hasSuffix(".md") {
      let (parsed, _) = ContentPath.parse(path, configuration: site.configuration)
      guard let parsed, let pages = site.pagesByKey[parsed.key] else { return nil }
      let named = pages.first { self.site[$0].source == path }
      // `amiens.md` on an English page means the English Amiens where there is one.
      let isDefault = parsed.language == site.configuration.defaultLanguage.code
      let translated = isDefault ? pages.first { self.site[$0].language == site[id].language } : nil
      return (translated ?? named).map { .page($0, suffix: suffix) }
    }
    if let address = site.files[path] { return .file(source: path, address: address, suffix: suffix) }
    guard let pages = site.pagesByKey[path] else { return nil }
    let wanted = [site[id].language, site.configuration.defaultLanguage.code]
    let found = wanted.lazy.compactMap { code in pages.first { self.site[$0].language == code } }.first
    return found.map { .page($0, suffix: suffix) }
  }

  /// A path from the site's root: a path below `Content` with a slash before it, or an address of the site.
  private func findAddress(_ path: String, suffix: String, from id: PageID) -> Finding {
    let base = site.configuration.baseURL.path
    let path = base != "/" && path.hasPrefix(base) ? "/" + path.dropFirst(base.utf8.count) : path
    let folder = path.hasSuffix("/") ? path : path + "/"
    let isFolder = folder.utf8.count == path.utf8.count
    let source = { Self.join(folder: "", String(path.dropFirst())) }
    if path.hasSuffix(".md"), let found = source().flatMap({ resolveSource($0, suffix: suffix, from: id) }) {
      return .firm(found)
    }
    if let page = site.pagesByAddress[folder] { return .firm(.page(page, suffix: suffix)) }
    if let page = isFolder ? nil : site.pagesByAddress[path] { return .loose(.page(page, suffix: suffix)) }
    if let file = isFolder ? nil : site.sourceOfFile(at: path) {
      // As the file is called on disk, which may be another form of the same letters.
      return .firm(.file(source: file, address: site.files[file] ?? path, suffix: suffix))
    }
    if generated.contains(path) { return .loose(.generated(path, suffix: suffix)) }
    if !isFolder, generated.contains(folder) { return .loose(.generated(folder, suffix: suffix)) }
    return .loose(source().flatMap { resolveSource($0, suffix: suffix, from: id) } ?? .missing(path))
  }

  // MARK: Destinations

  /// What the part of an address after its path names on a page; `nil` where that is the page itself, or its top
  /// (HTML, 7.4.6.4), which every page has. What follows `:~:` is for the browser alone: the words that it shall show
  /// (URL Fragment Text Directives).
  package static func anchor(in suffix: String) -> String? {
    guard let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    let fragment = suffix[suffix.index(after: hash)...]
    let anchor = AddressText.percentDecoded(
      fragment.firstRange(of: ":~:").map { fragment[..<$0.lowerBound] } ?? fragment)
    return anchor.isEmpty || anchor == "top" ? nil : anchor
  }

  /// The path that a destination names, decoded, and what follows it from the first `?` or `#` on.
  private static func split(_ destination: String) -> (path: String, suffix: String) {
    let bytes = destination.utf8.span
    var end = 0
    var isEncoded = false
    while end < bytes.count, bytes[end] != UInt8(ascii: "#"), bytes[end] != UInt8(ascii: "?") {
      if bytes[end] == UInt8(ascii: "%") { isEncoded = true }
      end += 1
    }
    // Most destinations are a path alone.
    if end == bytes.count { return (isEncoded ? AddressText.percentDecoded(destination) : destination, "") }
    let split = destination.utf8.index(destination.startIndex, offsetBy: end)
    return (AddressText.percentDecoded(destination[..<split]), String(destination[split...]))
  }

  /// Whether a path goes only downwards, and its parts are parted by one slash each.
  private static func isPlain(_ path: String) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in path.utf8 {
      if previous == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "/")
  }

  /// Walks from a folder along a relative path; `nil` where it leads out of the site.
  static func join(folder: String, _ path: String) -> String? {
    if isPlain(path) { return folder.isEmpty ? path : "\(folder)/\(path)" }
    // By bytes: for the system a mark that would join the slash to one character stands in a name of its own.
    var parts = folder.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    for part in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) {
      switch part {
      case ".": continue
      case "..":
        if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
