import Foundation
import SiteDiagnostics
import SiteTemplate

/// One template of a folder with its variables, to be rendered apart from any site.
struct RenderJob {
  var template: String
  var templates: String
  var context: Value
  var escapes: Bool
  var undefined: UndefinedPolicy

  func render() throws(RenderError) -> [UInt8] {
    var environment = Environment(undefinedPolicy: undefined)
    if !escapes { environment.escapes = { _ in false } }
    let folder = TemplateFolder(path: templates)
    let set = TemplateSet.compile(folder.sources, environment: environment).set
    guard set.contains(template) else {
      if case .tooLarge(let diagnostic)? = folder.failure(of: template) { throw RenderError([diagnostic]) }
      let hint = nearestName(to: template, among: set.names).map { "did you mean `\($0)`?" }
      let place = SourceLocation(path: "\(templates)/\(template)")
      throw RenderError([
        .error("template.missing-template", "there is no template `\(template)`", at: place, hint: hint)
      ])
    }
    return try set.render(template, context: context)
  }
}

/// The files of a folder, and of those in it, as templates.
struct TemplateFolder {
  var path: String

  /// Those that can be read.
  var sources: [TemplateSource] {
    guard let files = FileManager.default.enumerator(atPath: path) else { return [] }
    var sources: [TemplateSource] = []
    while let name = files.nextObject() as? String {
      guard files.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
        let text = try? InputText.read("\(path)/\(name)")
      else { continue }
      sources.append(TemplateSource(name: name, text: text))
    }
    return sources
  }

  /// Why a template isn't among them.
  func failure(of name: String) -> InputText.Failure? {
    do throws(InputText.Failure) {
      _ = try InputText.read("\(path)/\(name)")
      return nil
    } catch {
      return error
    }
  }
}
