/// How long the renders of a build took, for whoever looks for the slow ones.
///
/// A render's time is what passed on the clock from the parsing of the page's text to its template's last instruction, with
/// all that it includes: other templates, the check of the text, components. Looking through the bytes and writing them aren't in it.
package struct RenderTimings: Sendable {
  /// A file that was rendered.
  package struct File: Sendable, Equatable {
    package let path: String
    package let template: String
    package let duration: Duration

    package init(path: String, template: String, duration: Duration) {
      self.path = path
      self.template = template
      self.duration = duration
    }
  }

  /// A template that files are made from, and all their renders together.
  package struct Template: Sendable, Equatable {
    package let name: String
    package var renders: Int
    package var duration: Duration

    package init(name: String, renders: Int, duration: Duration) {
      self.name = name
      self.renders = renders
      self.duration = duration
    }
  }

  /// The slowest first, at most ten.
  package let slowestFiles: [File]
  /// The one that took most time first.
  package let templates: [Template]

  package init(_ files: [File]) {
    slowestFiles = Array(files.sorted { ($1.duration, $0.path) < ($0.duration, $1.path) }.prefix(10))
    var templates: [String: Template] = [:]
    for file in files {
      templates[file.template, default: Template(name: file.template, renders: 0, duration: .zero)].renders += 1
      templates[file.template]?.duration += file.duration
    }
    self.templates = templates.values.sorted { ($1.duration, $0.name) < ($0.duration, $1.name) }
  }
}
