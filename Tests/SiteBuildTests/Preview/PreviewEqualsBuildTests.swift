import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import Testing

/// However a site is edited, the preview holds what a clean build would write: the same files, byte for byte, and the
/// same diagnostics. After an edit that breaks the site it holds what the last good build wrote.
///
/// `PREVIEW_SEED=n` repeats one run, `PREVIEW_EDITS=n` makes runs of another length.
@Suite struct PreviewEqualsBuildTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Site")
  private static let noon = Present.instant(1_768_478_400)
  private static let origin = "http://127.0.0.1:8000"
  private static let everything = PublicationPolicy(includesDrafts: true, includesFuture: true, includesExpired: true)

  private static var seeds: [UInt64] {
    ProcessInfo.processInfo.environment["PREVIEW_SEED"].flatMap { UInt64($0) }.map { [$0] } ?? [1, 2, 3, 4, 5, 6]
  }

  private static var edits: Int {
    ProcessInfo.processInfo.environment["PREVIEW_EDITS"].flatMap { Int($0) } ?? 40
  }

  /// The last few runs show what readers would see: there pages that are taken back go, and take their files with them.
  private static func policy(_ seed: UInt64) -> PublicationPolicy { seed > 4 ? PublicationPolicy() : everything }

  @Test(arguments: seeds)
  func everyEditLeadsToWhatABuildWouldWrite(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    let source = folder.path + "/site"
    try FileManager.default.copyItem(at: Self.sample, to: URL(filePath: source))
    var editor = try SiteEditor(folder: source, seed: seed)
    var random = RandomNumbers(seed: ~seed)
    let policy = Self.policy(seed)
    let site = PreviewSite(options: options(source, output: "", policy), origin: Self.origin)
    var shown = try Self.files(of: await site.rebuild(.unknown, now: Self.noon))
    var story: [String] = []
    var good = 0
    for number in 1...Self.edits {
      var changes = SourceChanges([])
      for _ in 0..<(random.chance(20) ? 3 : 1) {
        let (what, paths) = try editor.edit()
        story.append("\(number): \(what)")
        changes.paths.formUnion(paths)
      }
      if random.chance(5) { changes = .unknown }
      let preview = await site.rebuild(changes, now: Self.noon)
      let told = Comment(rawValue: "seed \(seed)\n" + story.suffix(12).joined(separator: "\n"))
      let fresh = await PreviewSite(options: options(source, output: "", policy), origin: Self.origin)
        .rebuild(.unknown, now: Self.noon)
      try #require(preview.diagnostics == fresh.diagnostics, told)
      try #require(preview.isGood == fresh.isGood, told)
      good += preview.isGood ? 1 : 0
      editor.note(isGood: preview.isGood)
      let now = try Self.files(of: preview)
      // Pictures are read from the disk, also while the site is broken.
      let expected = preview.isGood ? try Self.files(of: fresh) : shown.merging(Self.pictures(in: now)) { $1 }
      try #require(now.keys.sorted() == expected.keys.sorted(), told)
      for path in now.keys.sorted() {
        try #require(now[path] == expected[path], "\(path) differs\n\(told)")
        try #require(
          now[path] == shown[path] || preview.changed.contains(path) || !preview.isGood,
          "\(path) changed untold\n\(told)")
      }
      try #require(shown.keys.allSatisfy { now[$0] != nil || preview.changed.contains($0) }, told)
      if preview.isGood { shown = now }
      if number % 10 == 0 {
        let built = options(source, output: folder.path + "/built-\(number)", policy)
        try await compareWithBuild(preview, now, built, told)
      }
    }
    #expect(good * 3 > Self.edits, "too many mistakes: \(good) good builds of \(Self.edits)")
  }

  /// Against the builder that writes, which takes longer.
  private func compareWithBuild(
    _ preview: PreviewBuild, _ now: [String: Data], _ options: BuildOptions, _ told: Comment
  ) async throws {
    var clean = options
    clean.baseURL = BaseURL(Self.origin + preview.basePath)
    clean.hasPlainAssets = true
    let report = await SiteBuilder.build(clean)
    try #require(preview.diagnostics == report.diagnostics, told)
    // A build stops at a draft that is wrong, too.
    try #require(preview.diagnostics.hasErrors == (report.output == nil), told)
    if !preview.diagnostics.hasErrors { try #require(try Self.files(below: clean.output) == now, told) }
  }

  private static func pictures(in files: [String: Data]) -> [String: Data] {
    files.filter { $0.key.hasSuffix(".svg") }
  }

  private func options(_ source: String, output: String, _ policy: PublicationPolicy) -> BuildOptions {
    BuildOptions(source: source, output: output, policy: policy, jobs: 2, now: Self.noon)
  }

  private static func files(of build: PreviewBuild) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for (path, output) in build.outputs {
      switch output {
      case .rendered: files[path] = Data(try #require(build.maker?.bytes(at: path)))
      case .file(.bytes(let bytes)): files[path] = Data(bytes)
      case .file(.copy(let file)): files[path] = try Data(contentsOf: URL(filePath: file))
      }
    }
    return files
  }

  private static func files(below folder: String) throws -> [String: Data] {
    guard let paths = FileManager.default.enumerator(atPath: folder) else { return [:] }
    var files: [String: Data] = [:]
    for case let path as String in paths where !path.hasPrefix(".") {
      let url = URL(filePath: "\(folder)/\(path)")
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files[path] = try Data(contentsOf: url)
    }
    return files
  }
}
