import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

/// What a build finds beside the output: another build, or what a killed one left.
@Suite struct StageTests {
  private let folder: TemporaryFolder
  private var output: String { "\(folder.path)/Public" }
  private var stage: String { "\(folder.path)/.Public.sitegen-stage" }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func staging(patience: Duration = .zero) async throws -> Staging {
    try await Staging(output: output, source: "\(folder.path)/Source", jobs: 1, patience: patience)
  }

  private func build(_ files: [String: String]) async throws -> OutputResult {
    let staging = try await staging()
    for (path, text) in files { try staging.stage(path, Array(text.utf8)) }
    return try await staging.commit()
  }

  private var isClean: Bool {
    get throws { try Directory(opening: folder.path).entries().map(\.name) == ["Public"] }
  }

  @Test func `a second build names the process that is at work`() async throws {
    let first = try await staging()
    let failure = try await #require(throws: OutputFailure.self) { try await staging(patience: .milliseconds(50)) }
    #expect(failure.diagnostics.map(\.id) == ["output.busy"])
    #expect(failure.diagnostics.first?.message.contains("process \(getpid())") == true)
    await first.abandon()
    _ = try await build(["index.html": "Start"])
    #expect(try isClean)
  }

  @Test func `a second build waits for the first`() async throws {
    let first = try await staging()
    async let second = staging(patience: .seconds(60))
    try first.stage("index.html", Array("eins".utf8))
    #expect(try await first.commit().written == 1)
    try await second.stage("index.html", Array("zwei".utf8))
    let result = try await second.commit()
    #expect(result.written == 1)
    #expect(try isClean)
  }

  @Test func `builds that come and go together lose nothing`() async throws {
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          let staging = try await staging(patience: .seconds(60))
          try staging.stage("index.html", Array("\(number)".utf8))
          _ = try await staging.commit()
        }
      }
      try await group.waitForAll()
    }
    #expect(try isClean)
  }

  @Test func `what a killed build left is removed`() async throws {
    _ = try await build(["index.html": "Start"])
    try put("\(stage)/tree/a/halb.html", "ha")
    try put("\(stage)/holder", "12345")
    try put("\(stage)/journal.draft", "sitegen-jou")
    #expect(try await build(["index.html": "Start"]).switch == .none)
    #expect(try isClean)
  }

  /// The state between the exchange of the two trees and the removal of the old one.
  @Test func `a file that came while sites were switched is kept`() async throws {
    _ = try await build(["a.html": "alt", "index.html": "alt"])
    _ = unsafe rename(output, "\(folder.path)/alt")
    _ = try await build(["index.html": "neu"])
    try makeFolder(stage)
    _ = unsafe rename("\(folder.path)/alt", "\(stage)/tree")
    _ = unsafe link("\(output)/.sitegen-manifest", "\(stage)/manifest")
    try put("\(stage)/tree/spaet/notiz.txt", "wichtig")
    let result = try await build(["index.html": "neu"])
    #expect(result == OutputResult(unchanged: 1, carriedOver: 1, diagnostics: result.diagnostics))
    #expect(result.diagnostics.map(\.id) == ["output.late-file-kept"])
    #expect(try text(of: "\(output)/spaet/notiz.txt") == "wichtig")
    #expect(try text(of: "\(output)/index.html") == "neu")
    #expect(unsafe access("\(output)/a.html", F_OK) != 0)
    #expect(try isClean)
  }

  @Test func `a switch file by file that was cut short is completed, whatever comes next`() async throws {
    _ = try await build(["a.html": "alt", "b.html": "alt", "c.html": "alt", "index.html": "alt"])
    try put("\(stage)/tree/b.html", "neu")
    try put("\(stage)/tree/index.html", "neu")
    try put("\(stage)/journal", "sitegen-journal 2\nfrom tree\nput a.html\nput b.html\nput index.html\nremove c.html\n")
    await (try staging()).abandon()
    #expect(try text(of: "\(output)/a.html") == "alt")
    #expect(try text(of: "\(output)/b.html") == "neu")
    #expect(try text(of: "\(output)/index.html") == "neu")
    #expect(unsafe access("\(output)/c.html", F_OK) != 0)
    #expect(try isClean)
  }

  private func makeFolder(_ path: String) throws {
    if let path = RelativePath(String(path.dropFirst())) { try Directory(opening: "/").makeDirectories(path) }
  }

  private func put(_ path: String, _ text: String) throws {
    try makeFolder(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" })
    let target = try #require(RelativePath(String(path.dropFirst())))
    let file = try Directory(opening: "/").newFile(target)
    try file.write(Array(text.utf8))
    try file.finish()
  }

  private func text(of path: String) throws -> String {
    String(decoding: try OpenFile(reading: path).readToEnd(), as: UTF8.self)
  }
}
