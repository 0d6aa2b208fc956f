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
}
