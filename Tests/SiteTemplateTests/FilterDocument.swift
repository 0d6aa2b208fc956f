import Foundation
import SiteTemplate
import Testing

/// What the document on filters says: its headings, by what they are about, and its examples.
struct FilterDocument {
  struct Example: Sendable, CustomTestStringConvertible {
    let template: String
    let result: String
    let line: Int

    var testDescription: String { "line \(line): \(template)" }
  }

  /// What a heading names, by how the part it stands in begins.
  enum Kind: String, CaseIterable {
    case filters = "Filters"
    case tests = "Tests"
    case functions = "Functions"
    case stringMethods = "Methods of text"
    case listMethods = "Methods of lists"
    case mapMethods = "Methods of mappings"
    case numberMethods = "Methods of numbers"
  }

  private(set) var headings: [Kind: [String]] = [:]
  private(set) var examples: [Example] = []
  private(set) var data = ""

  static let shared = FilterDocument()

  private init() {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appending(path: "Documentation/template-filters.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var kind: Kind?
    var fence: Substring?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
      } else if fence == "json" {
        data += line + "\n"
      } else if fence == "jinja", let arrow = line.range(of: " → ", options: .backwards) {
        examples.append(
          Example(
            template: String(line[..<arrow.lowerBound]), result: String(line[arrow.upperBound...]), line: index + 1))
      } else if line.hasPrefix("## ") {
        kind = Kind.allCases.first { line.dropFirst(3).hasPrefix($0.rawValue) }
      } else if line.hasPrefix("### "), let kind {
        headings[kind, default: []] += Self.names(in: line)
      }
    }
  }

  /// What stands between backticks; a name without parameters has those of the first one.
  private static func names(in heading: Substring) -> [String] {
    let pieces = heading.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let parameters = pieces.first.map { $0.drop { $0 != "(" } } ?? ""
    return pieces.map { $0.contains("(") ? $0 : $0 + parameters }.map { $0.replacing("()", with: "") }
  }
}

extension FilterDocument.Kind {
  /// The names of an environment, with their parameters as the document's headings show them.
  func signatures(of environment: Environment) -> [String] {
    switch self {
    case .filters: environment.filters.values.map { $0.name + describe($0.signature, subjects: 1) }
    case .tests: environment.tests.values.map { $0.name + describe($0.signature, subjects: 1) }
    case .functions: environment.functions.values.map { $0.name + describe($0.signature, subjects: 0) }
    case .stringMethods: methods(of: .string, in: environment)
    case .listMethods: methods(of: .list, in: environment)
    case .mapMethods: methods(of: .map, in: environment)
    case .numberMethods: methods(of: .float, in: environment) + methods(of: .integer, in: environment)
    }
  }

  private func methods(of type: MethodType, in environment: Environment) -> [String] {
    let methods = environment.methods[type, default: [:]].values.map { $0.name + describe($0.signature, subjects: 1) }
    return methods
      + environment.mutations[type, default: [:]].values.map { $0.name + describe($0.signature, subjects: 0) }
  }

  private func describe(_ signature: Signature, subjects: Int) -> String {
    var parameters = signature.parameters.dropFirst(subjects).map { parameter in
      parameter.name.string + (parameter.fallback.map { "=" + describe($0) } ?? "")
    }
    if signature.takesMore { parameters.append("*values") }
    if signature.takesKeywords { parameters.append("**names") }
    return parameters.isEmpty ? "" : "(" + parameters.joined(separator: ", ") + ")"
  }

  /// A fallback as a template would write it.
  private func describe(_ value: Value) -> String {
    switch value {
    case .none: "none"
    case .nothing, .undefined: "…"
    case .bool(let truth): truth ? "true" : "false"
    case .string(let text): "\"\(text.string)\""
    default: value.printed.string
    }
  }
}
