import ArgumentParser
import Foundation
import SiteCheck
import SiteDiagnostics

/// Diagnostics in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), which code hosts show beside
/// the lines of a change.
struct SARIFLog: Encodable {
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  static func text(of diagnostics: [Diagnostic], fixes: [Diagnostic: TextEdit]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(SARIFLog(runs: [Run(diagnostics, fixes: fixes)]))) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  struct Run: Encodable {
    let tool: Tool
    let results: [Result]
    let columnKind = "unicodeCodePoints"

    init(_ diagnostics: [Diagnostic], fixes: [Diagnostic: TextEdit]) {
      let known = Set(Rule.all.map(\.id))
      let others = Set(diagnostics.map(\.id)).subtracting(known).sorted()
      let descriptors = Rule.all.map(Descriptor.init) + others.map(Descriptor.init)
      tool = Tool(driver: .init(version: Sitegen.configuration.version, rules: descriptors))
      let indices = Dictionary(uniqueKeysWithValues: descriptors.enumerated().map { ($0.element.id, $0.offset) })
      results = diagnostics.map { diagnostic in
        Result(
          diagnostic, ruleIndex: indices[diagnostic.id] ?? 0, fix: fixes.isEmpty ? nil : fixes[diagnostic])
      }
    }

    private enum CodingKeys: CodingKey { case tool, results, columnKind }
  }

  struct Tool: Encodable {
    struct Driver: Encodable {
      let name = "sitegen"
      let version: String
      let rules: [Descriptor]

      private enum CodingKeys: CodingKey { case name, version, rules }
    }

    let driver: Driver
  }

  struct Text: Encodable {
    let text: String
  }

  struct Descriptor: Encodable {
    struct Level: Encodable {
      let level: String
    }

    let id: String
    let shortDescription: Text
    let help: Text
    let defaultConfiguration: Level

    init(_ rule: Rule) {
      id = rule.id
      shortDescription = Text(text: rule.title)
      help = Text(text: "See \(rule.documentationPath) of sitegen.")
      defaultConfiguration = Level(level: rule.severity.rawValue)
    }

    /// What a build says and no rule of the check has a name for.
    init(_ id: String) {
      self.id = id
      shortDescription = Text(text: "said by every build")
      help = Text(text: "The message says what to do.")
      defaultConfiguration = Level(level: "error")
    }
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Text
    let locations: [Location]
    let relatedLocations: [Location]?
    let fixes: [SARIFFix]?

    init(_ diagnostic: Diagnostic, ruleIndex: Int, fix: TextEdit?) {
      ruleId = diagnostic.id
      self.ruleIndex = ruleIndex
      level = diagnostic.severity.rawValue
      message = Text(text: [diagnostic.message, diagnostic.hint].compactMap { $0 }.joined(separator: "\n"))
      locations = diagnostic.location.map { [Location($0)] } ?? []
      let notes = diagnostic.notes.compactMap { note in
        note.location.map { Location($0, message: Text(text: note.message)) }
      }
      relatedLocations = notes.isEmpty ? nil : notes
      fixes = fix.flatMap { SARIFFix($0) }.map { [$0] }
    }
  }

  struct Location: Encodable {
    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region: Region
    }

    struct Artifact: Encodable {
      let uri: String

      init(path: String) {
        uri = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      }
    }

    /// One-based; the end is the place after the last character.
    struct Region: Encodable {
      let startLine: Int
      let startColumn: Int
      /// Where it isn't the line of the start.
      var endLine: Int?
      let endColumn: Int
    }

    let physicalLocation: Physical
    let message: Text?

    init(_ location: SourceLocation, message: Text? = nil) {
      let (start, end) = Self.columns(of: location)
      physicalLocation = Physical(
        artifactLocation: Artifact(path: location.path),
        region: Region(startLine: location.line, startColumn: start, endColumn: end))
      self.message = message
    }

    /// Columns are counted in characters as people see them; here they are code points.
    private static func columns(of location: SourceLocation) -> (start: Int, end: Int) {
      guard let excerpt = location.excerpt, location.excerptStart == 0, location.column >= 1 else {
        return (max(1, location.column), max(1, location.column) + location.length)
      }
      let before = excerpt.prefix(location.column - 1).unicodeScalars.count
      let marked = excerpt.dropFirst(location.column - 1).prefix(location.length).unicodeScalars.count
      return (before + 1, before + 1 + marked)
    }
  }
}
