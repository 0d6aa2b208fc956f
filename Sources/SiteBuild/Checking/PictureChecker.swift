import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Looks whether the picture that a page's front matter names is there, and is one that can be shown everywhere; and whether
/// what a text shows is a picture.
struct PictureChecker: Sendable {
  let site: Site
  let links: LinkResolver
  let suggestions: LinkSuggestions

  func problem(with name: String, of id: PageID, in source: SourceText) -> Diagnostic? {
    let finding = links.findPicture(name, on: id)
    RenderTrace.note(finding)
    guard links.picture(name, on: id) == nil else { return nil }
    let (message, hint) = explanation(finding.resolution, name, id)
    return .error("link.missing-image", message, at: place(in: source), hint: hint)
  }

  /// What is wrong with a picture of a text whose address leads somewhere; `nil` where that may be a picture.
  func problem(
    with picture: MarkdownLink, found resolution: LinkResolver.Resolution, of id: PageID
  ) -> (message: String, hint: String)? {
    let name = picture.destination
    switch resolution {
    case .page, .generated:
      guard name.utf8.first == UInt8(ascii: "#") else { return explanation(resolution, name, id) }
      return (
        "there is no picture `\(name)`: `#` begins a place on this page",
        hint(forFile: name, from: id) ?? "name the file of a picture, from the folder of this page"
      )
    case .external where !LinkResolver.isPictureElsewhere(name): return explanation(resolution, name, id)
    case .external, .file, .missing: return nil
    }
  }

  /// How the name of a file is written as an address; `nil` where there is none of that name.
  func hint(forFile name: String, from id: PageID) -> String? {
    links.hasFile(named: name, from: id) ? "for the file of that name write `\(AddressText.written(path: name))`" : nil
  }

  private func explanation(_ resolution: LinkResolver.Resolution, _ name: String, _ id: PageID) -> (String, String) {
    switch resolution {
    case .page, .generated:
      return ("`\(name)` leads to a page, not to a picture", "name the file of a picture, from the folder of this page")
    case .external:
      return ("there is no picture `\(name)`", "put the picture into the folder of this page, and name it alone")
    case .missing(let path):
      let near = suggestions.nearest(to: path, .image).map { suggestions.relative($0, to: id) }
      return (
        "there is no picture `\(name)`",
        near.map { "did you mean `\($0)`?" } ?? "check how it is spelled; the path starts at the folder of this page"
      )
    case .file: return ("`\(name)` is no picture", "name the file of a picture")
    }
  }

  /// Of the name in the front matter.
  private func place(in source: SourceText) -> SourceLocation {
    let entry = FrontMatter.parse(source).0?.entries.first { $0.key.text == "image" }
    let node = entry?.value.mapping?.first { $0.key.text == "src" }?.value ?? entry?.value
    return node?.location(in: source) ?? source.location(at: 0)
  }
}
