import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

@Suite struct OutputLocationTests {
  private let folder: TemporaryFolder

  /// A site with a link and a file beside it.
  init() throws {
    folder = try TemporaryFolder()
    let root = try Directory(opening: folder.path)
    for path: RelativePath in ["site/Content/ausgaben", "site/Templates", "ziel/echt"] {
      try root.makeDirectories(path)
    }
    try root.newFile("datei").finish()
    _ = unsafe symlink("ziel/echt", "\(folder.path)/link")
    _ = unsafe symlink("nirgends", "\(folder.path)/kaputt")
  }

  @Test(arguments: [
    ("site", "must not be or contain the site's source"),
    ("site/.", "must not be or contain the site's source"),
    ("site/Content/..", "must not be or contain the site's source"),
    (".", "must not be or contain the site's source"),
    ("site/Content", "must not overlap"),
    ("site/Content/ausgaben/neu", "must not overlap"),
    ("site/Templates/out", "must not overlap"),
    ("datei", "is a file"),
    ("kaputt", "leads nowhere"),
    ("neu/../../x", "names no folder"),
    ("", "names no folder"),
  ])
  func `an output that would do harm is refused`(_ output: String, _ reason: String) throws {
    let path = output.isEmpty ? "" : "\(folder.path)/\(output)"
    let failure = try #require(throws: OutputFailure.self) {
      try OutputLocation(output: path, source: "\(folder.path)/site")
    }
    #expect(failure.diagnostics.map(\.id) == ["output.unfit-folder"])
    #expect(failure.diagnostics.first?.message.contains(reason) == true)
    #expect(try Directory(opening: "\(folder.path)/site/Content/ausgaben").entries().isEmpty)
  }

  @Test func `the root and the home folder are refused`() throws {
    for output in ["/"] + ProcessEnvironment.homeFolders {
      #expect(throws: OutputFailure.self) { try OutputLocation(output: output, source: folder.path + "/site") }
    }
  }

  @Test(arguments: [("site/Public", "site/Public"), ("neu/tief/Public/", "neu/tief/Public"), ("link", "ziel/echt")])
  func `an output that is fine`(_ output: String, _ place: String) throws {
    let location = try OutputLocation(output: "\(folder.path)/\(output)", source: "\(folder.path)/site")
    #expect(location.path == "\(folder.path)/\(place)")
  }

  @Test func `where a link points to is replaced, and the link stays`() async throws {
    let writer = OutputWriter(output: "\(folder.path)/link", source: "\(folder.path)/site", jobs: 1)
    _ = try await writer.write([OutputFile(path: "a.html", content: .bytes([65]))])
    _ = try await writer.write([OutputFile(path: "b.html", content: .bytes([66]))])
    let root = try Directory(opening: folder.path)
    #expect(try root.status(of: "link")?.kind == .symbolicLink)
    #expect(try Set(root.entries(of: "ziel/echt").map(\.name)) == ["b.html", ".sitegen-manifest"])
    #expect(try root.entries(of: "ziel").count == 1)
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a parent that is not writable is named`() async throws {
    _ = unsafe chmod("\(folder.path)/ziel", 0o555)
    defer { _ = unsafe chmod("\(folder.path)/ziel", 0o755) }
    let writer = OutputWriter(output: "\(folder.path)/ziel/echt", source: "\(folder.path)/site", jobs: 1)
    let failure = try await #require(throws: OutputFailure.self) { try await writer.write([]) }
    #expect(failure.diagnostics.map(\.id) == ["output.unwritable-parent"])
  }
}
