import Glibc
import Testing

@testable import SiteBuild

/// The stamps of neighbours are those that one gets one by one, whatever lies where.
@Suite struct StampsTests {
  private static let paths: [RelativePath] = [
    "a.md", "b/a.md", "b/b.md", "b/c.md", "b/d.md", "b/e/1/index.md", "b/e/2/index.md", "b/e/3/index.md",
    "b/e/4/index.md", "b/e/5/index.md", "b/f.md", "c/a.md", "c/b.md", "ca/1.md", "ca/2.md", "ca/3.md", "ca/4.md",
    "ca/5.md", "z.md",
  ]

  private static func layOut(_ folder: Directory) throws {
    for path in paths {
      if let parent = path.parent { try folder.makeDirectories(parent) }
      let file = try folder.newFile(path)
      try file.write(Array("\(path)".utf8))
      try file.finish()
    }
  }

  @Test(arguments: 0..<40)
  func theyAreWhatEachPathTells(seed: UInt64) throws {
    let temporary = try TemporaryFolder()
    let folder = try Directory(opening: temporary.path)
    try Self.layOut(folder)
    var dice = RandomNumbers(seed: seed)
    let missing: [RelativePath] = [
      "b/bb.md", "b/e/2/x.md", "c/c.md", "c/c/c/c.md", "ca", "b/e", "y.md", "zz/1.md", "zz/2.md",
    ]
    let wanted = (Self.paths + missing).filter { _ in Bool.random(using: &dice) }.sorted()
    let stamps = folder.stamps(of: wanted)
    #expect(stamps == wanted.map { folder.stamp(of: $0) })
    #expect(stamps.contains { $0 != nil })
    #expect(zip(wanted, stamps).allSatisfy { missing.contains($0) || $1?.size == Int64($0.bytes.count) })
  }

  @Test func aFolderThatIsALinkIsGoneThrough() throws {
    let temporary = try TemporaryFolder()
    let folder = try Directory(opening: temporary.path)
    try Self.layOut(folder)
    #expect(unsafe symlink("ca", "\(temporary.path)/link") == 0)
    let wanted: [RelativePath] = ["link/1.md", "link/2.md", "link/3.md", "link/4.md", "link/5.md"]
    let stamps = folder.stamps(of: wanted)
    #expect(stamps == wanted.map { folder.stamp(of: $0) })
    #expect(stamps.allSatisfy { $0?.kind == .regular })
  }

  @Test func noneOfNone() throws {
    let temporary = try TemporaryFolder()
    #expect(try Directory(opening: temporary.path).stamps(of: []).isEmpty)
  }
}
