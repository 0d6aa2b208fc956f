package import SiteDiagnostics

/// Templates compiled and linked with each other: immutable, to be rendered from any number of threads at once.
package struct TemplateSet: Sendable {
  /// What a render reads beside its own template.
  package struct Dependencies: Sendable, Hashable {
    /// The names of all templates that extending, including and importing by constant names reaches, itself included.
    package let templates: Set<String>
    /// Whether there is no name among them that only a render can know.
    package let isComplete: Bool
  }

  package let environment: Environment

  /// Compiles all templates and links them. The diagnostics name every mistake that can be seen without rendering; the
  /// templates without mistakes can be rendered all the same.
  package static func compile(
    _ sources: [TemplateSource], environment: Environment
  ) -> (set: TemplateSet, diagnostics: [Diagnostic]) {
    (TemplateSet(environment: environment), [])
  }

  /// The names of the templates, sorted.
  package var names: [String] { [] }

  package func contains(_ name: String) -> Bool { names.contains(name) }

  package func dependencies(of name: String) -> Dependencies? { nil }

  /// Renders a template and appends what it prints to `output`, which stays as it was where rendering fails.
  ///
  /// - Parameters:
  ///   - context: the variables at the top: a map or an object, whose fields are then asked for as they are used.
  ///   - host: handed on to functions and filters.
  package func render(
    _ name: String, context: Value = .map(Map([])), host: (any AnyObject & Sendable)? = nil,
    into output: inout [UInt8]
  ) throws(RenderError) {
    throw RenderError([.error("template.missing-template", "no template `\(name)`")])
  }
}
