import Foundation
import Testing

/// The program as its users meet it. A file of `Scripts` is a session in an empty folder:
///
/// ```
/// -- file Content/index.md
/// …the file's text, up to the next line that begins with `-- ` or `$ `
/// $ sitegen build
/// …what it prints, on both streams
/// ? 1        the exit code, where it isn't 0
/// ```
///
/// The shell is bash, with `sitegen` on its path; times in milliseconds and the folder's own path are made the same in
/// every run. `RECORD_GOLDENS=1` writes what came out, and fails.
@Suite struct ScriptTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts")

  static var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }

  @Test(arguments: names)
  func theSessionGoesAsWritten(name: String) throws {
    let url = Self.folder.appending(path: name)
    let script = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let place = FileManager.default.temporaryDirectory.appending(path: "sitegen-script-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let played = try Session(place: place).play(script)
    if played == script { return }
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try Data(played.utf8).write(to: url)
      Issue.record("recorded \(name)")
    } else {
      Issue.record("\(name)\n--- expected\n\(script)--- got\n\(played)")
    }
  }
}

/// Plays a script and writes it anew with what really came out.
private struct Session {
  let place: URL

  func play(_ script: String) throws -> String {
    var result: [String] = []
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last == "" { lines.removeLast() }
    while let line = lines.popFirst() {
      result.append(String(line))
      if line.hasPrefix("-- file ") {
        let text = Self.takeBlock(&lines)
        result += text.map(String.init)
        let file = place.appending(path: String(line.dropFirst("-- file ".count)))
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text.joined(separator: "\n") + "\n").utf8).write(to: file)
      } else if line.hasPrefix("$ ") {
        _ = Self.takeBlock(&lines)
        if lines.first?.hasPrefix("? ") == true { lines.removeFirst() }
        let (output, status) = try run(String(line.dropFirst(2)))
        result += output
        if status != 0 { result.append("? \(status)") }
      }
    }
    return result.joined(separator: "\n") + "\n"
  }

  private static func takeBlock(_ lines: inout ArraySlice<Substring>) -> [Substring] {
    let block = lines.prefix { !$0.hasPrefix("-- file ") && !$0.hasPrefix("$ ") && !$0.hasPrefix("? ") }
    lines = lines.dropFirst(block.count)
    return Array(block)
  }

  private func run(_ command: String) throws -> (output: [String], status: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = place
    process.standardOutput = pipe
    process.standardError = pipe
    process.environment = [
      "PATH": Self.programs + ":/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1768478400", "HOME": "/nonexistent",
      "LC_ALL": "C",
    ]
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var text = String(decoding: data, as: UTF8.self)
    text = text.replacing(place.path, with: "FOLDER").replacing(#/\d+\.\d+ ms/#, with: "N ms")
    text = text.replacing(#/\d+ ms/#, with: "N ms").replacing(#/by \d+ rules/#, with: "by N rules")
    if text.hasSuffix("\n") { text.removeLast() }
    return (
      text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      process.terminationStatus
    )
  }

  /// The folder of this package's programs: that of the tests' own.
  private static var programs: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().path
  }
}
