import ArgumentParser
import Foundation
import SiteDiagnostics
import SiteTemplate

/// Renders many jobs in one process: a line of JSON for each in a file, a line of JSON for each on standard output.
struct RenderBatch {
  var path: String

  func run() throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(path) can't be read.")
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      Terminal.write(answer(to: Array(line)), to: .output)
    }
  }

  private func answer(to line: [UInt8]) -> [UInt8] {
    let request: Value
    switch JSONReader.read(SourceText(path: path, bytes: line)) {
    case .success(let value): request = value
    case .failure(let failure): return reply(id: .none, status: 1, errors: failure.list)
    }
    func text(_ name: Text) -> String { request.attribute(name).text?.string ?? "" }
    let job = RenderJob(
      template: text("template"), templates: text("templates"), context: request.attribute("data"),
      escapes: request.attribute("escape").isTrue,
      undefined: UndefinedPolicy(rawValue: text("undefined")) ?? .lenient)
    let id = request.attribute("id")
    do throws(RenderError) {
      return reply(id: id, status: 0, output: try job.render())
    } catch {
      return reply(id: id, status: 1, errors: error.diagnostics)
    }
  }

  private func reply(id: Value, status: Int, output: [UInt8] = [], errors: [Diagnostic] = []) -> [UInt8] {
    let messages = errors.map { DiagnosticText().text(of: $0) }.joined()
    let stdout = String(decoding: output, as: UTF8.self)
    var line = #"{"id": "# + quoted(id.printed.string) + #", "status": \#(status), "stdout": "#
    line += quoted(stdout) + #", "stderr": "# + quoted(messages) + "}\n"
    return Array(line.utf8)
  }

  /// A JSON string.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
