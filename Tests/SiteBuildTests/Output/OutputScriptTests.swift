import Glibc
import SiteBuild
import Testing

/// Each file in `Scripts/` is a test; see ``OutputScript``.
@Suite struct OutputScriptTests {
  private static let folder = "\(#filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined())/Scripts"

  static var scripts: [String] {
    let entries = (try? Directory(opening: folder).entries()) ?? []
    return entries.map(\.name.description).filter { $0.hasSuffix(".txt") }.sorted()
  }

  @Test func `there are scripts`() {
    #expect(!Self.scripts.isEmpty)
  }

  @Test(arguments: scripts, OutputScript.Way.allCases)
  func script(_ name: String, _ way: OutputScript.Way) async throws {
    let bytes = try OpenFile(reading: "\(Self.folder)/\(name)").readToEnd()
    let script = try OutputScript(String(decoding: bytes, as: UTF8.self))
    let transcript = try await script.transcript(way)
    #expect(transcript == script.text)
    if transcript != script.text, unsafe getenv("RECORD_GOLDENS") != nil, way == .wholeTree,
      let path = RelativePath(name)
    {
      let folder = try Directory(opening: Self.folder)
      try folder.removeFile(path)
      let file = try folder.newFile(path)
      try file.write(Array(transcript.utf8))
      try file.finish()
    }
  }
}
