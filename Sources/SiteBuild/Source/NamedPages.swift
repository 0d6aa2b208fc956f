import SiteDiagnostics
import SiteModel

/// A run of neighbouring Markdown files, with what their names say.
struct NamedPages: Sendable {
  /// Those whose names can be understood.
  let places: [PageParser.Place]
  let problems: [Diagnostic]
  /// See ``ContentOutline/folders(of:)``.
  let folders: [String]

  init(_ files: ArraySlice<RelativePath>, _ configuration: SiteConfiguration) {
    var problems: [Diagnostic] = []
    places = files.compactMap { file in
      let (path, diagnostics) = ContentPath.parse(
        String(decoding: file.bytes.dropFirst("Content/".utf8.count), as: UTF8.self), configuration: configuration)
      if !diagnostics.isEmpty { problems += diagnostics }
      return path.map { (file, $0) }
    }
    self.problems = problems
    folders = ContentOutline.folders(of: places.map(\.path))
  }
}
