import SiteDiagnostics
import SiteModel
import SiteTemplate

/// Finds the article and the field behind a value that a template stumbled over, so that a message names both places:
/// the template's and the editor's.
struct ValueOrigins: Sendable {
  let places: FieldPlaces

  func explain(_ error: RenderError, while job: RenderJob, of site: Site) -> [Diagnostic] {
    var notes: [Diagnostic.Note] = []
    for origin in error.involved {
      guard let page = origin.object as? PageView, let source = site[page.id].source,
        let member = origin.members.first
      else { continue }
      let note = self.note(for: member, path: origin.members, in: "Content/\(source)")
      if !notes.contains(note) { notes.append(note) }
    }
    if notes.isEmpty { notes.append(whole(job, of: site)) }
    return error.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.notes += notes
      return diagnostic
    }
  }

  /// Where the field stands, or that it doesn't.
  private func note(for member: String, path: [String], in file: String) -> Diagnostic.Note {
    let name = path.joined(separator: ".")
    let isOwnField = FrontMatterReader.fixedKeys.contains(member) || member == "tags"
    switch places.place(of: path, keys: member == "authors" ? ["authors", "author"] : [member], in: file) {
    case .value(let location): return .init("the value `\(name)` comes from here", at: location)
    case .missingBelow(let location): return .init("`\(name)` is missing below this key", at: location)
    case .missing(let location) where isOwnField:
      return .init("the front matter of this page has no `\(member)`", at: location)
    case .missing, .unknown:
      return .init("the value `\(name)` is that of this page", at: SourceLocation(path: file))
    }
  }

  private func whole(_ job: RenderJob, of site: Site) -> Diagnostic.Note {
    if case .page(let id, _) = job.subject, let source = site[id].source {
      return .init("while rendering this page", at: SourceLocation(path: "Content/\(source)"))
    }
    return .init("while rendering `\(job.outputPath)`")
  }
}
