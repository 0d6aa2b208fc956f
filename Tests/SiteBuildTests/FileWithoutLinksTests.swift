import Foundation
import SiteBuild
import Testing

/// Files that are opened although somebody else may put links into their way.
@Suite struct FileWithoutLinksTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "sitegen-links-\(UUID().uuidString)")

  private func bytes(at path: RelativePath) -> String? {
    guard
      let folder = try? Directory(opening: root.appending(path: "site").path(percentEncoded: false)),
      let file = try? folder.fileWithoutLinks(path), let bytes = try? file.readToEnd()
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func noLinkIsFollowedWhereverItStands() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let files = FileManager.default
    for (path, text) in [("site/a/b/own.txt", "own"), ("foreign/b/own.txt", "foreign")] {
      let url = root.appending(path: path)
      try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    for (link, target) in [
      ("site/top", "foreign"), ("site/a/inner", "foreign/b"), ("site/a/b/end.txt", "foreign/b/own.txt"),
      ("site/within", "site/a"),
    ] {
      try files.createSymbolicLink(at: root.appending(path: link), withDestinationURL: root.appending(path: target))
    }
    #expect(bytes(at: "a/b/own.txt") == "own")
    for path: RelativePath in ["top/b/own.txt", "a/inner/own.txt", "a/b/end.txt", "within/b/own.txt", "a/b/no.txt"] {
      #expect(bytes(at: path) == nil, "\(path)")
    }
  }

  @Test func aRangeIsReadAsFarAsThereIsSomething() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let path = root.appending(path: "digits.txt").path(percentEncoded: false)
    #expect(FileManager.default.createFile(atPath: path, contents: Data("0123456789".utf8)))
    let file = try OpenFile(reading: path)
    #expect(try file.read(2..<5) == Array("234".utf8))
    #expect(try file.read(0..<1) == Array("0".utf8))
    #expect(try file.read(8..<20) == Array("89".utf8))
    #expect(try file.read(10..<20) == [])
  }
}
