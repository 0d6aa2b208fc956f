import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

/// Finds the article and the field behind a value that a template stumbled over, so that a message names both places:
/// the template's and the editor's.
struct ValueOrigins: Sendable {
  /// Files are only ever read again for a message.
  let folder: SourceFolder

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
    guard let source = RelativePath(file).flatMap({ folder.text($0).0 }), let frontMatter = FrontMatter.parse(source).0 else {
      return .init("the value `\(name)` is that of this page", at: SourceLocation(path: file))
    }
    let keys = member == "authors" ? ["authors", "author"] : [member]
    guard let entry = frontMatter.entries.first(where: { keys.contains($0.key.text ?? "") }) else {
      guard FrontMatterReader.fixedKeys.contains(member) || member == "tags" else {
        return .init("the value `\(name)` is that of this page", at: SourceLocation(path: file))
      }
      return .init("the front matter of this page has no `\(member)`", at: source.location(at: 0))
    }
    var node = entry.value
    var deepest = entry.key
    for part in path.dropFirst() {
      guard let next = node.mapping?.first(where: { $0.key.text == part }) else {
        return .init("`\(name)` is missing below this key", at: deepest.location(in: source))
      }
      deepest = next.key
      node = next.value
    }
    return .init("the value `\(name)` comes from here", at: node.location(in: source))
  }

  private func whole(_ job: RenderJob, of site: Site) -> Diagnostic.Note {
    if case .page(let id, _) = job.subject, let source = site[id].source {
      return .init("while rendering this page", at: SourceLocation(path: "Content/\(source)"))
    }
    return .init("while rendering `\(job.outputPath)`")
  }
}
