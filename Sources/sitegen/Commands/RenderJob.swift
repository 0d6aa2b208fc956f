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
    let set = TemplateSet.compile(TemplateFolder(path: templates).sources, environment: environment).set
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

  var sources: [TemplateSource] {
    let root = URL(fileURLWithPath: path, isDirectory: true)
    guard let files = FileManager.default.enumerator(atPath: path) else { return [] }
    var sources: [TemplateSource] = []
    while let name = files.nextObject() as? String {
      guard files.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
        let bytes = try? Data(contentsOf: root.appendingPathComponent(name))
      else { continue }
      sources.append(
        TemplateSource(name: name, text: SourceText(path: "\(path)/\(name)", bytes: Array(bytes))))
    }
    return sources
  }
}
