import Testing

@testable import SiteBuild

@Suite struct OutputRecordTests {
  private static let stamp = FileStamp(
    device: 1, inode: .max, mode: 0o100644, owner: 0, group: .max, size: 3, modified: -1, changed: 5)

  private static var record: OutputRecord {
    let entry = OutputManifest.Entry(size: 3, digest: ContentDigest(of: [1, 2, 3]))
    var (output, old) = (SeenTree(), SeenTree())
    output.folders = ["a": Sighting(stamp: stamp, isSettled: true), "a/b": Sighting(stamp: stamp, isSettled: false)]
    output.files = ["a/b/c": Sighting(stamp: stamp, isSettled: true), "d": Sighting(stamp: stamp, isSettled: false)]
    old.folders = ["a": Sighting(stamp: stamp, isSettled: false), "e": Sighting(stamp: stamp, isSettled: true)]
    old.files = ["a/f": Sighting(stamp: stamp, isSettled: true), "d": Sighting(stamp: stamp, isSettled: true)]
    return OutputRecord(
      output: output, old: OldTreeNames(old), manifest: ["a/b/c": entry], digest: ContentDigest(of: []),
      roots: (.init(device: 1, inode: 2), .init(device: 1, inode: 3)))
  }

  @Test func `a record says what went in`() throws {
    let bytes = try Self.record.bytes
    let read = try #require(OutputRecord(bytes: bytes))
    #expect(try read.bytes == bytes)
    #expect(read.folders.map(\.path) == ["a", "a/b", "e"])
    #expect(read.folders.map(\.parent) == [OutputRecord.top, 0, OutputRecord.top])
    #expect(read.folders.map { $0.output?.isSettled } == [true, false, nil])
    #expect(read.folders.map { $0.old?.isSettled } == [false, nil, true])
    #expect(read.files.map(\.path) == ["a/b/c", "a/f", "d"])
    #expect(read.files.map(\.parent) == [1, 0, OutputRecord.top])
    #expect(read.files.map { $0.output?.stamp } == [Self.stamp, nil, Self.stamp])
    #expect(read.files.map(\.oldInode) == [nil, .max, .max])
    #expect(read.files.map(\.entry) == [.init(size: 3, digest: ContentDigest(of: [1, 2, 3])), nil, nil])
    #expect(read.outputRoot == .init(device: 1, inode: 2) && read.oldRoot == .init(device: 1, inode: 3))
  }

  @Test func `a record of many files is written in pieces`() throws {
    var tree = SeenTree()
    tree.folders["a"] = Sighting(stamp: Self.stamp, isSettled: true)
    for number in 0..<5000 {
      tree.files[try #require(RelativePath("a/\(number)"))] = Sighting(stamp: Self.stamp, isSettled: true)
    }
    let record = OutputRecord(
      output: tree, old: OldTreeNames(tree), manifest: [:], digest: ContentDigest(of: []),
      roots: (.init(device: 1, inode: 2), .init(device: 1, inode: 3)))
    var sizes: [Int] = []
    try record.write { (piece) throws(SystemError) in sizes.append(piece.count) }
    #expect(sizes.count > 2)
    let read = try #require(OutputRecord(bytes: record.bytes))
    #expect(read.files.map(\.path) == record.files.map(\.path))
    #expect(try read.bytes == record.bytes)
  }

  @Test func `a damaged record is none`() throws {
    let bytes = try Self.record.bytes
    for count in 0..<bytes.count { #expect(OutputRecord(bytes: Array(bytes.prefix(count))) == nil) }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(OutputRecord(bytes: damaged) == nil)
    }
    #expect(OutputRecord(bytes: bytes + [0]) == nil)
  }

  /// A digest is no proof that somebody sane has written it.
  @Test func `bytes that nobody wrote are none`() throws {
    var random = SplitMix(seed: 7)
    let body = try Self.record.bytes.dropLast(16)
    for _ in 0..<20_000 {
      var bytes = Array(body)
      for _ in 0...Int.random(in: 0...3, using: &random) {
        bytes[Int.random(in: 16..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...40, using: &random)) }
      let digest = ContentDigest(of: bytes)
      for word in [digest.high, digest.low] {
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
      }
      if let record = OutputRecord(bytes: bytes) { #expect(try OutputRecord(bytes: record.bytes) != nil) }
    }
  }

  @Test func `a stamp is settled when it is older than the clock's step`() {
    var latest = Self.stamp
    latest.changed = 1_700_000_000_123_456_789
    var seen = latest
    let ages: [(Int64, Bool)] = [(0, false), (20_000_000, false), (50_000_001, true), (-1_000_000_000, false)]
    for (age, isSettled) in ages {
      seen.changed = latest.changed - age
      #expect(StampClock(justChanged: latest).settles(seen) == isSettled)
    }
    // A file system that counts seconds.
    latest.changed = 1_700_000_000_000_000_000
    seen.changed = latest.changed - 2_000_000_000
    #expect(!StampClock(justChanged: latest).settles(seen))
    seen.changed -= 2_000_000_000
    #expect(StampClock(justChanged: latest).settles(seen))
  }

  /// Where a change can have left the stamp as it was, only what is there tells.
  @Test(arguments: [true, false])
  func `what isn't settled is looked into`(_ isSettled: Bool) async throws {
    let folder = try TemporaryFolder()
    let root = try Directory(opening: folder.path)
    try root.makeDirectory("a")
    try root.write([1], to: "a/x")
    let (inside, file) = try (#require(root.stamp(of: "a")), #require(root.stamp(of: "a/x")))
    let clock = StampClock(justChanged: file)
    let claims = [("a/x", file.inode, true), ("a/x", file.inode + 1, false), ("a/y", file.inode, false)]
    for (name, inode, isRight) in claims {
      var tree = SeenTree()
      let path = try #require(RelativePath(name))
      var stamp = file
      stamp.inode = inode
      tree.folders["a"] = Sighting(stamp: inside, isSettled: isSettled)
      tree.files[path] = Sighting(stamp: stamp, isSettled: isSettled)
      let entry = OutputManifest.Entry(size: 1, digest: ContentDigest(of: [1]))
      let roots = try (root.status().identity, root.status().identity)
      let record = OutputRecord(
        output: tree, old: OldTreeNames(tree), manifest: [path: entry], digest: ContentDigest(of: []), roots: roots)
      #expect(await record.oldTreeHolds(in: root, jobs: 1) == (isSettled || isRight))
      let stamps = await record.fileStamps(in: root, jobs: 1)
      let look = await OutputLook(at: root, by: record, files: stamps, jobs: 1)
      #expect(look.listings[0] == nil ? isSettled : !isSettled)
      guard name == "a/x" else { continue }
      let output = try #require(RecordedFiles(stamps, by: record, in: root, manifestText: [], clock: clock))
      #expect(RecordedOutput(output, look) != nil)
      #expect(output.asWritten == [isSettled && isRight])
      #expect(output.files.first??.isSettled == (isSettled && isRight), "it was just made")
    }
  }
}

extension OutputRecord {
  fileprivate var bytes: [UInt8] {
    get throws {
      var bytes: [UInt8] = []
      try write { (piece) throws(SystemError) in bytes += piece }
      return bytes
    }
  }
}
