import SiteDiagnostics
import SiteModel

/// A site read, parsed and put together: everything that a render needs.
struct LoadedSite {
  let site: Site
  let templates: SiteTemplates
  let graph: ViewGraph
  /// The templates' files as they are now. Those of the graph, which pages are rendered with, have the same addresses.
  let assets: AssetTable
  let tree: SourceTree
  let folder: SourceFolder
  /// How every source file of a page was read; `nil` where nobody wants to know.
  let pages: ParsedPages?
  let conditions: CacheConditions

  /// A file that no template renders, and where it comes from.
  struct StaticFile: Sendable {
    let source: RelativePath
    let output: OutputFile

    /// Whether somebody who writes texts may have put it there.
    var isContent: Bool { source.description.hasPrefix("Content/") }
  }

  /// Pictures and whatever else published pages bring along, and the templates' assets; in the order of their addresses.
  var staticFiles: [StaticFile] {
    let waiting = site.withheldFiles
    let own = waiting.isEmpty ? Array(site.files.keys) : site.files.keys.filter { waiting[$0] == nil }
    let files = own.compactMap(file) + assets.all.map { StaticFile(source: $0.source, output: $0.outputFile) }
    return files.sorted { $0.output.path < $1.output.path }
  }

  /// Some of the site's content files, by their paths below `Content`; in the order of their addresses.
  func staticFiles(_ sources: Set<String>) -> [StaticFile] {
    sources.compactMap(file).sorted { $0.output.path < $1.output.path }
  }

  private func file(_ source: String) -> StaticFile? {
    guard let address = site.files[source], let path = RelativePath("Content/\(source)") else { return nil }
    return StaticFile(
      source: path,
      output: OutputFile(
        path: String(Substring(address.utf8.dropFirst())), content: .copy(of: folder.path(of: path))))
  }

  /// The files that wait for their own page and go out all the same, because a page that is published refers to them.
  ///
  /// - Parameter rendered: everything that the plan's jobs gave, with its dependencies.
  func referredFiles(in rendered: some Sequence<RenderedFile>) -> Set<String> {
    let waiting = site.withheldFiles
    guard !waiting.isEmpty else { return [] }
    var found: Set<String> = []
    for file in rendered { found.formUnion(file.dependencies.files.lazy.filter { waiting[$0] != nil }) }
    // What front matter and `site.yaml` name is wanted, whatever the templates make of it.
    for index in site.pages.indices {
      guard let image = site.pages[index].image else { continue }
      if let source = graph.bodies.links.picture(image.src, on: PageID(index))?.source, waiting[source] != nil {
        found.insert(source)
      }
    }
    for item in site.configuration.menus.flatMap(\.items) {
      guard case .url(let url) = item.target else { continue }
      for code in site.configuration.languageCodes {
        if let source = site.file(ofWritten: url[code]), waiting[source] != nil { found.insert(source) }
      }
    }
    return found
  }
}
