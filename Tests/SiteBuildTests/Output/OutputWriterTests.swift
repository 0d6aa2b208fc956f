import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

@Suite struct OutputWriterTests {
  @Test func `a second build of the same site touches nothing`() async throws {
    let folder = try TemporaryFolder()
    let writer = OutputWriter(output: "\(folder.path)/Public", source: "\(folder.path)/Source", jobs: 2)
    let files = (0..<100).map {
      OutputFile(path: "seiten/\($0)/index.html", content: .bytes(Array("Seite \($0)".utf8)))
    }
    let first = try await writer.write(files)
    #expect(first == OutputResult(written: 100, switch: .atomic))
    let second = try await writer.write(files.reversed())
    #expect(second == OutputResult(unchanged: 100))
    let third = try await writer.write(Array(files.dropLast()))
    #expect(third == OutputResult(unchanged: 99, removed: 1, switch: .atomic))
    #expect(try Directory(opening: folder.path).entries().map(\.name) == ["Public"])
    #expect(try Directory(opening: "\(folder.path)/Public/seiten").entries().count == 99)
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func `a copied file keeps its modification time until its source changes`(_ size: Int) async throws {
    let folder = try TemporaryFolder()
    let root = try Directory(opening: folder.path)
    let writer = OutputWriter(output: "\(folder.path)/Public", source: "\(folder.path)/Source", jobs: 2)
    let copy = [OutputFile(path: "bilder/a.jpg", content: .copy(of: "\(folder.path)/a.jpg"))]
    var bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    try root.write(bytes, to: "a.jpg")
    _ = unsafe chmod("\(folder.path)/a.jpg", 0o600)
    #expect(try await writer.write(copy).written == 1)
    let first = try root.status(of: "Public/bilder/a.jpg")
    #expect(try root.file("Public/bilder/a.jpg").readToEnd() == bytes)
    #expect(try await writer.write(copy) == OutputResult(unchanged: 1))
    bytes.append(1)
    bytes[0] ^= 0x80
    try root.removeFile("a.jpg")
    try root.write(bytes, to: "a.jpg")
    #expect(try await writer.write(copy).written == 1)
    #expect(try root.status(of: "Public/bilder/a.jpg")?.identity != first?.identity)
    #expect(try root.file("Public/bilder/a.jpg").readToEnd() == bytes)
    let digest = ContentHasher.digest(of: bytes)
    let manifest = try #require(OutputManifest(text: root.file("Public/.sitegen-manifest").readToEnd()))
    #expect(manifest.entries == ["bilder/a.jpg": .init(size: bytes.count, digest: digest)])
  }

  @Test func `a picture that cannot be read leaves the old site`() async throws {
    let folder = try TemporaryFolder()
    let writer = OutputWriter(output: "\(folder.path)/Public", source: "\(folder.path)/Source", jobs: 2)
    let page = OutputFile(path: "index.html", content: .bytes([65]))
    _ = try await writer.write([page])
    for source in ["\(folder.path)/fehlt.jpg", folder.path] {
      let failure = try await #require(throws: OutputFailure.self) {
        try await writer.write([page, OutputFile(path: "a.jpg", content: .copy(of: source))])
      }
      #expect(failure.diagnostics.map(\.id) == ["output.cannot-read"])
      #expect(failure.diagnostics.first?.message.contains(source) == true)
    }
    #expect(try Directory(opening: folder.path).entries().map(\.name) == ["Public"])
    #expect(
      try Set(Directory(opening: "\(folder.path)/Public").entries().map(\.name)) == ["index.html", ".sitegen-manifest"])
  }

  @Test func `the manifest and all else is the same with one job and with many`() async throws {
    let folder = try TemporaryFolder()
    let files = (0..<300).map { OutputFile(path: "\($0 % 10)/\($0).html", content: .bytes(Array("\($0)".utf8))) }
    for jobs in [1, 2, 8] {
      let writer = OutputWriter(output: "\(folder.path)/\(jobs)", source: "\(folder.path)/Source", jobs: jobs)
      _ = try await writer.write(jobs == 2 ? files.reversed() : files)
    }
    let manifests = try ["1", "2", "8"].map {
      try Directory(opening: "\(folder.path)/\($0)").file(".sitegen-manifest").readToEnd()
    }
    #expect(manifests[0] == manifests[1] && manifests[0] == manifests[2])
    #expect(manifests[0].count(where: { $0 == UInt8(ascii: "\n") }) == 301)
  }

  /// What a web server has to read must not depend on how a picture came into the source.
  @Test func `permissions are those of new files and folders`() async throws {
    let folder = try TemporaryFolder()
    let root = try Directory(opening: folder.path)
    try root.write([1], to: "a.jpg")
    _ = unsafe chmod("\(folder.path)/a.jpg", 0o600)
    let writer = OutputWriter(output: "\(folder.path)/Public", source: "\(folder.path)/Source", jobs: 1)
    _ = try await writer.write([OutputFile(path: "a/a.jpg", content: .copy(of: "\(folder.path)/a.jpg"))])
    let mask = umask(0)
    umask(mask)
    #expect(try root.status(of: "Public/a/a.jpg")?.permissions == 0o644 & ~mask)
    #expect(try root.status(of: "Public/a")?.permissions == 0o755 & ~mask)
    #expect(try root.status(of: "Public")?.permissions == 0o755 & ~mask)
    _ = unsafe chmod("\(folder.path)/Public", 0o2750)
    _ = try await writer.write([OutputFile(path: "a/b.jpg", content: .copy(of: "\(folder.path)/a.jpg"))])
    #expect(try root.status(of: "Public")?.permissions == 0o2750)
  }
}

extension Directory {
  func write(_ bytes: [UInt8], to path: RelativePath) throws(SystemError) {
    let file = try newFile(path)
    try file.write(bytes)
    try file.finish()
  }
}
