import SiteDiagnostics
import SiteMarkdown
import SiteModel
import Synchronization

/// Says of a link that leads nowhere why it does, and what to write: a draft, an address without its scheme, a path in
/// other letters, the preview's own address.
final class LinkRemedies: Sendable {
  private let site: Site
  private let links: LinkResolver
  private let suggestions: LinkSuggestions
  /// What is left out of the site now, by source file and by address; made when the first link asks.
  private let omissions = Mutex<[String: Omission]?>(nil)

  init(site: Site, links: LinkResolver, suggestions: LinkSuggestions) {
    self.site = site
    self.links = links
    self.suggestions = suggestions
  }

  func problem(_ resolution: LinkResolver.Resolution, _ link: MarkdownLink, on page: PageID) -> LinkProblem? {
    switch resolution {
    case .missing(let path): missing(path, link, on: page)
    case .external: external(link, on: page)
    case .page, .generated, .file: nil
    }
  }

  // MARK: Within the site

  private func missing(_ path: String, _ link: MarkdownLink, on page: PageID) -> LinkProblem {
    let id = link.kind.missingID
    if let omission = omission(at: path) { return unpublished(omission, link) }
    if link.kind == .link, let whole = TypedAddress.complete(AddressText.percentDecoded(link.destination)) {
      return LinkProblem(
        id, "`\(link.destination)` is no complete address, so it would mean a file of this site", write: whole)
    }
    let message = "there is no \(link.kind == .image ? "picture" : "page or file") `\(link.destination)`"
    if link.kind == .image, let whole = TypedAddress.complete(link.destination), whole.hasPrefix("http") {
      return LinkProblem(
        id, message, hint: "put the picture into the folder of this page: nothing is loaded from other hosts")
    }
    let suffix = link.destination.drop { $0 != "#" && $0 != "?" }
    if let same = suggestions.same(as: path, link.kind), same != site[page].source {
      return LinkProblem(id, message, write: written(same, for: link, on: page) + suffix)
    }
    if let near = suggestions.nearest(to: path, link.kind), near != site[page].source, near != site[page].address {
      return LinkProblem(id, message, hint: "did you mean `\(written(near, for: link, on: page))`?")
    }
    return LinkProblem(
      id, message,
      hint: link.destination.hasPrefix("/")
        ? "check how it is spelled; a path that begins with `/` starts at the start page"
        : "check how it is spelled; the path starts at the folder of this page")
  }

  /// A path below `Content`, or an address, as it is written in the text of a page.
  private func written(_ path: String, for link: MarkdownLink, on page: PageID) -> String {
    if path.hasPrefix("/") { return AddressText.written(path: path) }
    if link.destination.hasPrefix("/") { return "/" + AddressText.written(path: path) }
    return AddressText.written(path: suggestions.relative(path, to: page))
  }

  // MARK: What isn't published

  private func omission(at path: String) -> Omission? {
    let table = omissions.withLock { known in
      if let known { return known }
      var table: [String: Omission] = [:]
      for omission in site.omissions {
        table[omission.source] = omission
        table[omission.address] = omission
        table[omission.key] = table[omission.key] ?? omission
      }
      known = table
      return table
    }
    if table.isEmpty { return nil }
    let path = path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
    if !path.hasPrefix("/") { return table[path] }
    let bare = String(path.dropFirst())
    return table[path] ?? table[path + "/"] ?? table[bare]
      ?? (bare.hasSuffix("/") ? table[String(bare.dropLast())] : nil)
  }

  private func unpublished(_ omission: Omission, _ link: MarkdownLink) -> LinkProblem {
    unpublished(omission.source, omission.reason, link)
  }

  private func unpublished(_ source: String, _ reason: Omission.Reason, _ link: MarkdownLink) -> LinkProblem {
    let what = "`\(link.destination)` is not on the website"
    let file = "`Content/\(source)`"
    let wait = "take the link out until then"
    switch reason {
    case .draft:
      return LinkProblem(
        link.kind.missingID, "\(what): it is a draft",
        hint: "publish it with this page: take `draft: true` out of \(file); or take the link out")
    case .future(let date):
      return LinkProblem(
        link.kind.missingID, "\(what) before \(date): its `date` lies ahead",
        hint: "\(wait), or hold this page back as well: `publishDate: \(date)`")
    case .unpublished(let date):
      return LinkProblem(
        link.kind.missingID, "\(what) before \(date): that is its `publishDate`",
        hint: "\(wait), or hold this page back as well: `publishDate: \(date)`")
    case .expired(let date):
      return LinkProblem(
        link.kind.missingID, "\(what) any more: it expired on \(date)",
        hint: "take the link out, or change `expiryDate` in \(file)")
    case .original(let original, let reason): return unpublished(original, reason, link)
    case .edition(let edition):
      return LinkProblem(
        link.kind.missingID, "\(what): its edition is left out",
        hint: "see `Content/\(edition)`; take the link out until the edition is published")
    }
  }

  // MARK: Other hosts

  private func external(_ link: MarkdownLink, on page: PageID) -> LinkProblem? {
    let address = link.destination
    guard LocalAddress.deservesALook(address) else { return nil }
    if let path = LocalAddress.path(in: address) { return local(path, link, on: page) }
    if link.kind == .link, let mended = TypedAddress.mendedScheme(address) {
      return LinkProblem(link.kind.missingID, "`\(address)` is no address that a browser can open", write: mended)
    }
    // `C:\Users\…`: one letter is a drive.
    guard address.utf8.dropFirst().first == UInt8(ascii: ":") else { return nil }
    let name = address.split { $0 == "\\" || $0 == "/" }.last.map(String.init) ?? ""
    return LinkProblem(
      link.kind.missingID, "`\(address)` is a file on your own computer, where no reader gets",
      hint: "put the file into the folder of this page and write its name alone: `\(name)`")
  }

  private func local(_ path: String, _ link: MarkdownLink, on page: PageID) -> LinkProblem? {
    if site.configuration.livesAtLocalHost { return nil }
    let message = "`\(link.destination)` leads to the reader's own computer or network"
    switch links.resolve(path, on: page) {
    case .page, .file, .generated:
      return LinkProblem(
        Self.localAddress, message, write: path, because: ", which is checked with every build")
    case .external, .missing:
      return LinkProblem(
        Self.localAddress, message, hint: "write the address at which every reader finds it, or take the link out")
    }
  }

  static let localAddress = "link.local-address"
}

extension Omission {
  /// Its path without language and ending, an index standing for its folder.
  fileprivate var key: String {
    var path = source.hasSuffix(".md") ? String(source.dropLast(3)) : source
    if path.hasSuffix("/index") { path.removeLast("/index".count) }
    return path
  }
}

/// How a page names another file of `Content`.
enum RelativeLink {
  /// - Parameters:
  ///   - path: below `Content`.
  ///   - source: the file in which it will be written, below `Content`.
  static func path(to path: String, from source: String) -> String {
    let folder = source.split(separator: "/").dropLast()
    let parts = path.split(separator: "/")
    var common = 0
    while common < folder.count, common < parts.count - 1, folder[common] == parts[common] { common += 1 }
    return String(repeating: "../", count: folder.count - common) + parts[common...].joined(separator: "/")
  }
}
