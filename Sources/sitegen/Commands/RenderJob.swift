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
    let set = TemplateSet.compile(try TemplateFolder(path: templates).sources(), environment: environment).set
    guard set.contains(template) else {
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

  /// Those that the system hands out. Fails where some are too large.
  func sources() throws(RenderError) -> [TemplateSource] {
    guard let files = FileManager.default.enumerator(atPath: path) else { return [] }
    var sources: [TemplateSource] = []
    var problems: [Diagnostic] = []
    while let name = files.nextObject() as? String {
      guard files.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      do throws(InputText.Failure) {
        sources.append(TemplateSource(name: name, text: try InputText.read("\(path)/\(name)")))
      } catch .tooLarge(let problem) {
        problems.append(problem)
      } catch {
        continue
      }
    }
    guard problems.isEmpty else { throw RenderError(problems.inReadingOrder()) }
    return sources
  }
}
