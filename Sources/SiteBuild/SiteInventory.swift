package import SiteDiagnostics
package import SiteModel

/// What a site has, as far as that can be told without building it: its settings and the paths of its pages. Makes new
/// files in it, never in place of old ones.
package struct SiteInventory: Sendable {
  package let configuration: SiteConfiguration
  package let clock: SiteClock
  /// In the order of their paths.
  package let pages: [ContentPath]
  private let source: String
  private let folder: SourceFolder

  /// `nil` where there is no site in the folder; then an error says why.
  package static func read(_ source: String, now: Present) async -> (SiteInventory?, [Diagnostic]) {
    guard let folder = try? SourceFolder(opening: source) else {
      return (nil, [.error("source.missing-folder", "there is no folder `\(source)`")])
    }
    let tree = await folder.scan(jobs: 1)
    guard tree.hasConfiguration, let text = folder.text(SourceTree.configurationPath).0 else {
      return (
        nil,
        [
          .error(
            "config.missing", "there is no site in `\(source)`: `\(SourceTree.configurationPath)` is missing",
            hint: "name the site's folder with --source, or begin one with `sitegen new site`")
        ]
      )
    }
    let (configuration, diagnostics) = SiteConfigurationReader.read(text)
    guard let configuration, let instant = now.instant(timeZone: configuration.timeZone),
      let clock = SiteClock(timeZone: configuration.timeZone, now: instant)
    else { return (nil, diagnostics.filter { $0.severity == .error }) }
    let pages = tree.pages.compactMap { path in
      ContentPath.parse(String(path.description.dropFirst("Content/".count)), configuration: configuration).0
    }
    return (
      SiteInventory(configuration: configuration, clock: clock, pages: pages, source: source, folder: folder), []
    )
  }

  /// A file's text, by its path below `Content`.
  package func text(_ path: String) -> SourceText? {
    RelativePath("Content/\(path)").flatMap { folder.text($0).0 }
  }

  /// Whether something stands at a path below `Content`.
  package func exists(_ path: String) -> Bool {
    RelativePath("Content/\(path)").flatMap { folder.size(of: $0) } != nil
  }

  /// Makes files, by their paths from the site's folder: all of them, or none.
  package static func make(_ files: [(path: String, bytes: [UInt8])], in source: String) throws(SystemError) {
    let folder = try SourceFolder(opening: source)
    for file in files {
      guard let path = RelativePath(file.path) else { throw SystemError("write", file.path, code: 22) }
      if folder.size(of: path) != nil {
        throw SystemError("write", source == "." ? file.path : "\(source)/\(file.path)", code: 17)
      }
    }
    for file in files {
      guard let path = RelativePath(file.path) else { continue }
      try folder.create(path, with: file.bytes)
    }
  }
}
