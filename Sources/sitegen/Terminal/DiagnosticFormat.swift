import ArgumentParser
import Foundation
import SiteCheck
import SiteDiagnostics

/// For whom diagnostics are written.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  /// People: with excerpt and caret, on standard error.
  case text
  /// Programs: one JSON object on standard output.
  case json
  /// GitHub Actions: workflow commands on standard output, which appear beside the lines of a change.
  case github
  /// Code hosts and editors: one log of SARIF 2.1.0 on standard output.
  case sarif

  private static let pieceSize = 200

  /// - Parameters:
  ///   - fixes: what mends some of them; only SARIF has a place for it.
  ///   - leftOut: what lies in the site's folder and is no part of the site, which only JSON tells here.
  ///   - isFolded: whether people are spared what can wait; programs get all.
  func report(
    _ diagnostics: [Diagnostic], fixes: [Diagnostic: TextEdit] = [:], leftOut: [(path: String, reason: String)] = [],
    isFolded: Bool = false
  ) {
    switch self {
    case .text:
      let printer = DiagnosticText(usesColor: Terminal.Stream.diagnostics.usesColor)
      let ordered = isFolded ? diagnostics.folded() : diagnostics.inOrderOfWeight()
      let digest = DiagnosticDigest(of: ordered, isForTerminal: Terminal.Stream.diagnostics.isTerminal)
      // In pieces: the text of ten thousand findings takes long to find memory for.
      for start in stride(from: 0, to: digest.shown.count, by: Self.pieceSize) {
        let piece = digest.shown[start...].prefix(Self.pieceSize)
        Terminal.write(printer.bytes(of: piece), to: .diagnostics)
      }
      Terminal.write(digest.rest, to: .diagnostics)
    case .json:
      let text = DiagnosticJSON.text(of: diagnostics, leftOut: leftOut)
      Terminal.write(DiagnosticText.escapingDirections(inJSON: text) + "\n", to: .output)
    case .sarif:
      Terminal.write(
        DiagnosticText.escapingDirections(inJSON: SARIFLog.text(of: diagnostics, fixes: fixes)) + "\n", to: .output)
    case .github:
      Terminal.write(
        diagnostics.map { DiagnosticText.oneLine(GitHubAnnotation.text(of: $0)) + "\n" }.joined(), to: .output)
    }
  }
}

/// The JSON form of diagnostics: `{"version": 1, "diagnostics": […]}`, with `leftOut` where there is such.
struct DiagnosticJSON: Encodable {
  let version = 1
  let diagnostics: [Item]
  let leftOut: [LeftOut]?

  struct LeftOut: Encodable {
    let path: String
    let reason: String
  }

  struct Item: Encodable {
    let severity: String
    let id: String
    let message: String
    let path: String?
    let line: Int?
    let column: Int?
    let length: Int?
    let notes: [Note]
    let hint: String?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      id = diagnostic.id
      message = diagnostic.message
      path = diagnostic.location?.path
      line = diagnostic.location?.line
      column = diagnostic.location?.column
      length = diagnostic.location?.length
      notes = diagnostic.notes.map {
        Note(message: $0.message, path: $0.location?.path, line: $0.location?.line, column: $0.location?.column)
      }
      hint = diagnostic.hint
    }
  }

  struct Note: Encodable {
    let message: String
    let path: String?
    let line: Int?
    let column: Int?
  }

  static func text(of diagnostics: [Diagnostic], leftOut: [(path: String, reason: String)] = []) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = DiagnosticJSON(
      diagnostics: diagnostics.map(Item.init),
      leftOut: leftOut.isEmpty ? nil : leftOut.map { LeftOut(path: $0.path, reason: $0.reason) })
    let data = (try? encoder.encode(json)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private enum CodingKeys: CodingKey { case version, diagnostics, leftOut }
}

/// A workflow command of GitHub Actions.
private enum GitHubAnnotation {
  static func text(of diagnostic: Diagnostic) -> String {
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [String] = []
    if let location = diagnostic.location {
      properties += ["file=\(property(location.path))", "line=\(location.line)", "col=\(location.column)"]
    }
    properties.append("title=\(property(diagnostic.id))")
    var message = diagnostic.message
    for note in diagnostic.notes {
      message += "\n\(note.location.map { "\($0): " } ?? "")\(note.message)"
    }
    if let hint = diagnostic.hint { message += "\n\(hint)" }
    return "::\(command) \(properties.joined(separator: ","))::\(data(message))"
  }

  /// The escapes that GitHub's runner undoes.
  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
