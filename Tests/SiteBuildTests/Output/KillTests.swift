import Glibc
import SiteBuild
import Testing

@testable import OutputProbe

/// Builds that are killed at random moments, and a reader who looks on all the while.
@Suite(.serialized) struct KillTests {
  private static let pages = 40
  private let folder: TemporaryFolder
  private var output: String { "\(folder.path)/Public" }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// How `OutputProbe` is told to switch: the whole tree, file by file, by the old tree that the last build kept, or a site
  /// of which one file alone is new.
  private enum Manner: String, CaseIterable {
    case tree, files, old, one

    var keepsOldTree: Bool { self == .old || self == .one }
  }

  @Test(arguments: Manner.allCases)
  private func `a killed build leaves the old site or the new one`(_ manner: Manner) async throws {
    _ = try await build("v0", manner)
    let foreign = try Directory(opening: output).newFile("von-hand.txt")
    try foreign.write(Array("meins".utf8))
    try foreign.finish()
    var pace = Pace(try await build("v1", manner))

    var random = SplitMix(seed: 2026)
    for round in 1...100 {
      pace.note(try await build("v\(round % 2)", manner, killedAfter: pace.moment(using: &random)))
      #expect(SiteReader(output).faults(wholeSite: manner != .files).isEmpty, "after kill \(round)")
    }
    #expect(pace.kills > 20)
    try await build("v2", manner)

    #expect(try SiteReader(output).versions() == ["v2"])
    #expect(try String(decoding: OpenFile(reading: "\(output)/von-hand.txt").readToEnd(), as: UTF8.self) == "meins")
    let left = try Set(Directory(opening: folder.path).entries().map(\.name))
    #expect(left == (manner.keepsOldTree ? ["Public", "log", ".Public.sitegen-stage"] : ["Public", "log"]))
    let files = try await FileTree(of: Directory(opening: output), jobs: 1).files
    #expect(files.count == Self.pages + Self.pages / 2 + 3)
  }

  /// Somebody edits, replaces and deletes files in the output and in the old tree while builds come, are killed, and come.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `after kills and meddling a build makes the whole site`(_ seed: UInt64) async throws {
    _ = try await build("v0", .old)
    var pace = Pace(try await build("v1", .old))
    var random = SplitMix(seed: seed)
    let manners = [Manner.old, .one, .one]
    for round in 1...40 {
      for _ in 0..<Int.random(in: 0...2, using: &random) { try meddle(&random) }
      if Bool.random(using: &random) { try await Task.sleep(for: .milliseconds(60)) }
      pace.note(
        try await build(
          "v\(round % 3)", manners.randomElement(using: &random) ?? .old, killedAfter: pace.moment(using: &random),
          isRead: false))
      guard round % 4 == 0 else { continue }
      for _ in 0..<Int.random(in: 0...2, using: &random) { try meddle(&random) }
      let version = "v\(Int.random(in: 0...2, using: &random))"
      let manner = manners.randomElement(using: &random) ?? .old
      try await build(version, manner, isRead: false)
      for file in OutputProbe.site(version: version, pages: Self.pages, isSteady: manner == .one) {
        guard case .bytes(let bytes) = file.content else { continue }
        #expect(try OpenFile(reading: "\(output)/\(file.path)").readToEnd() == bytes, "\(file.path), round \(round)")
      }
      let manifest = try #require(OutputManifest(text: OpenFile(reading: "\(output)/.sitegen-manifest").readToEnd()))
      let files = try await FileTree(of: Directory(opening: output), jobs: 1).files
      // Of what is no longer part of the site, only what somebody changed may be there.
      for path in files where manifest.entries[path] == nil && path != OutputManifest.fileName {
        let text = try String(decoding: OpenFile(reading: "\(output)/\(path)").readToEnd(), as: UTF8.self)
        #expect(text.hasPrefix("X"), "\(path), round \(round)")
      }
    }
    #expect(pace.kills > 8)
  }

  private func meddle(_ random: inout SplitMix) throws {
    let tree = Int.random(in: 0...2, using: &random) == 0 ? ".Public.sitegen-stage/tree" : "Public"
    let places = ["seiten/1/1/index.html", "seiten/6/6/index.html", "bilder/3.svg", "bilder/9.svg", "index.html"]
    let place = "\(tree)/\(places.randomElement(using: &random) ?? "index.html")"
    let kept = "printf X >x; dd if=\(place) of=x bs=1 skip=1 seek=1 2>/dev/null; touch -r \(place) x"
    let acts = [
      // In place, so that the other tree's file changes as well; of the same length; with its time put back.
      "printf X | dd of=\(place) conv=notrunc", "\(kept); cat x >\(place); touch -r x \(place)",
      // Another file of the same length and time.
      "\(kept); mv x \(place)", "\(kept); rm \(place); cp -p x \(place)",
      "rm \(place)", "touch -d 2020-01-01 \(place)", "touch \(place)", "printf X >\(tree)/X\(random.next() % 100)",
      "mkdir -p \(tree)/von/hand && printf X >\(tree)/von/hand/X", "rm -r \(tree)/seiten/2", "rm -r \(tree)/bilder",
      "cp -a \(tree) x && rm -r \(tree) && mv x \(tree)",
      // A tree that no build has finished would be nobody's site.
      "cd .Public.sitegen-stage && test -f record -a -f tree/.sitegen-manifest && cd .. && mv Public x && mv .Public.sitegen-stage/tree Public && mv x .Public.sitegen-stage/tree",
      "rm -r .Public.sitegen-stage", "rm .Public.sitegen-stage/record", "printf X >>.Public.sitegen-stage/record",
    ]
    let act = acts.randomElement(using: &random) ?? ""
    let script = "cd \(folder.path) && { \(act); } || true; cd \(folder.path); rm -rf x"
    _ = try ChildProcess("sh", ["-c", script], log: "\(folder.path)/log").wait()
  }

  @discardableResult
  private func build(
    _ version: String, _ manner: Manner, killedAfter delay: Duration? = nil, isRead: Bool = true
  ) async throws -> Run {
    let isBuilt = isRead && (try? Directory(opening: output)) != nil
    let begin = ContinuousClock.now
    let process = try ChildProcess(
      ChildProcess.program("OutputProbe"),
      [output, version, "\(Self.pages)", manner.rawValue], log: "\(folder.path)/log")
    // Somebody reads the site all the while.
    while process.isRunning, delay.map({ ContinuousClock.now - begin < $0 }) ?? true {
      if isBuilt { #expect(SiteReader(output).faults(wholeSite: manner != .files).isEmpty) }
      try await Task.sleep(for: .milliseconds(1))
    }
    let duration = ContinuousClock.now - begin
    if delay != nil { process.kill() }
    let (status, log) = try process.wait()
    if delay == nil { try #require(status == 0, "\(log)") }
    return Run(duration: duration, isKilled: status == nil)
  }

  private struct Run {
    let duration: Duration
    let isKilled: Bool
  }

  /// How long builds take, so that they are killed while they run: the machine may be busy now and idle later.
  private struct Pace {
    private var duration: Duration
    private(set) var kills = 0

    init(_ run: Run) { duration = run.duration }

    func moment(using random: inout SplitMix) -> Duration { duration * Double.random(in: 0...1.1, using: &random) }

    mutating func note(_ run: Run) {
      if run.isKilled { kills += 1 } else { duration = min(duration, run.duration) }
    }
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
