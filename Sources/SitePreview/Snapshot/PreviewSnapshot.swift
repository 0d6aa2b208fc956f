package import SiteDiagnostics

/// A whole site in memory, as one build left it.
package struct PreviewSnapshot: Sendable {
  /// The path that the site has on its host; begins and ends with a slash.
  package let basePath: String
  /// By the path below the output folder: `ausgaben/index.html`.
  package let files: [String: PreviewFile]
  /// Of pages that readers of the published site would not see, the reason: `draft`. By path, as `files`.
  package let badges: [String: String]
  /// Of pages that can't be shown, because something is wrong with them alone: what that is. By path, as `files`.
  let faults: [String: [Diagnostic]]
  /// The bytes of a file that is ``PreviewFile/made``, by its path; always the same ones.
  let make: @Sendable (String) -> [UInt8]?

  package init(
    basePath: String, files: [String: PreviewFile], badges: [String: String] = [:],
    faults: [String: [Diagnostic]] = [:],
    make: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) {
    self.basePath = basePath
    self.files = files
    self.badges = badges
    self.faults = faults
    self.make = make
  }

  /// What stands at an address.
  enum Finding {
    case file(String, PreviewFile)
    /// A folder named without its slash.
    case folder
    /// Outside of the site: its start is elsewhere on this host.
    case outside
    /// A page that something is wrong with.
    case faulty([Diagnostic])
    /// With the page that the site has for it: the nearest one, so that a part in another language can have its own.
    case missing((path: String, file: PreviewFile)?)
  }

  func find(_ path: String) -> Finding {
    guard path.hasPrefix(basePath) else {
      return path == "/" || path + "/" == basePath ? .outside : .missing(notFoundPage(for: path))
    }
    let inside = String(path.dropFirst(basePath.count))
    if inside.isEmpty || inside.hasSuffix("/") {
      if let page = files[inside + "index.html"] { return .file(inside + "index.html", page) }
      if let faults = faults[inside + "index.html"] { return .faulty(faults) }
    } else if let file = files[inside] {
      return .file(inside, file)
    } else if files[inside + "/index.html"] != nil || faults[inside + "/index.html"] != nil {
      return .folder
    }
    return .missing(notFoundPage(for: inside))
  }

  private func notFoundPage(for path: String) -> (path: String, file: PreviewFile)? {
    var folders = path.split(separator: "/").dropLast(path.hasSuffix("/") ? 0 : 1)
    while true {
      let name = folders.map { $0 + "/" }.joined() + "404.html"
      if let page = files[name] { return (name, page) }
      if folders.popLast() == nil { return nil }
    }
  }
}
