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

  /// Pictures and whatever else pages bring along, and the templates' assets; in the order of their addresses.
  var staticFiles: [StaticFile] {
    var files = site.files.compactMap { source, address in
      RelativePath("Content/\(source)").map { path in
        StaticFile(
          source: path, output: OutputFile(path: String(address.dropFirst()), content: .copy(of: folder.path(of: path)))
        )
      }
    }
    files += assets.all.map { StaticFile(source: $0.source, output: $0.outputFile) }
    return files.sorted { $0.output.path < $1.output.path }
  }
}
