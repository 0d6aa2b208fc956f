import Glibc
import SiteBuild
import Testing

/// Builds that are killed at random moments, and a reader who looks on all the while.
@Suite(.serialized) struct KillTests {
  private static let pages = 40
  private let folder: TemporaryFolder
  private var output: String { "\(folder.path)/Public" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [Staging.Manner.wholeTree, .fileByFile])
  func `a killed build leaves the old site or the new one`(_ manner: Staging.Manner) async throws {
    _ = try await build("v0", manner)
    let foreign = try Directory(opening: output).newFile("von-hand.txt")
    try foreign.write(Array("meins".utf8))
    try foreign.finish()
    let duration = try await build("v1", manner)

    var random = SplitMix(seed: 2026)
    for round in 1...100 {
      try await build("v\(round % 2)", manner, killedAfter: duration * Double.random(in: 0...1.1, using: &random))
      #expect(SiteReader(output).faults(wholeSite: manner == .wholeTree).isEmpty, "after kill \(round)")
    }
    try await build("v2", manner)

    #expect(try SiteReader(output).versions() == ["v2"])
    #expect(try String(decoding: OpenFile(reading: "\(output)/von-hand.txt").readToEnd(), as: UTF8.self) == "meins")
    #expect(try Set(Directory(opening: folder.path).entries().map(\.name)) == ["Public", "log"])
    let files = try await FileTree(of: Directory(opening: output), jobs: 1).files
    #expect(files.count == Self.pages + Self.pages / 2 + 3)
  }

  @discardableResult
  private func build(
    _ version: String, _ manner: Staging.Manner, killedAfter delay: Duration? = nil
  ) async throws -> Duration {
    let isBuilt = (try? Directory(opening: output)) != nil
    let begin = ContinuousClock.now
    let process = try ChildProcess(
      ChildProcess.program("OutputProbe"),
      [output, version, "\(Self.pages)", manner == .wholeTree ? "tree" : "files"], log: "\(folder.path)/log")
    // Somebody reads the site all the while.
    while delay.map({ ContinuousClock.now - begin < $0 }) ?? process.isRunning {
      if isBuilt { #expect(SiteReader(output).faults(wholeSite: manner == .wholeTree).isEmpty) }
      try await Task.sleep(for: .milliseconds(1))
    }
    if delay != nil { process.kill() }
    let (status, log) = try process.wait()
    if delay == nil { try #require(status == 0, "\(log)") }
    return ContinuousClock.now - begin
  }
}

/// A random number generator whose numbers are the same in every run (Steele, Lea, Flood: "Fast splittable
/// pseudorandom number generators", 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
