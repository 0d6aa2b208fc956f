import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import Testing

/// However a site, its output and its cache are treated between builds: a build with a cache writes the same bytes and says
/// the same as one without.
///
/// `CACHE_SEED=n` repeats one run, `CACHE_EDITS=n` makes runs of another length.
@Suite struct CachedBuildTests {
  private static var seeds: [UInt64] {
    ProcessInfo.processInfo.environment["CACHE_SEED"].flatMap { UInt64($0) }.map { [$0] } ?? [1, 2, 3, 4]
  }

  private static var edits: Int {
    ProcessInfo.processInfo.environment["CACHE_EDITS"].flatMap { Int($0) } ?? 30
  }

  @Test(arguments: seeds)
  func everyBuildGivesWhatACleanOneGives(seed: UInt64) async throws {
    let site = try CachedSite()
    var editor = try SiteEditor(folder: site.source, seed: seed)
    var random = RandomNumbers(seed: ~seed)
    var story: [String] = []
    var kept = 0
    for number in 1...Self.edits {
      for _ in 0..<Int.random(in: 0...2, using: &random) { story.append("\(number): \(try editor.edit().what)") }
      if random.chance(30) { story.append("\(number): \(try site.mistreat(&random))") }
      var options = site.options
      if random.chance(10) { options.now = .instant(1_768_478_400 + 86_400) }
      if random.chance(15) { options.policy = PublicationPolicy() }
      if random.chance(10) { options.isPrecompressed = true }
      let told = Comment(rawValue: "seed \(seed)\n" + story.suffix(12).joined(separator: "\n"))
      let report = await SiteBuilder.build(options)
      let clean = await site.cleanBuild(options)
      let own = report.diagnostics.filter { $0.id == "output.edited-file-kept" }
      try #require(report.diagnostics.filter { !own.contains($0) } == clean.report.diagnostics, told)
      try #require((report.output == nil) == (clean.report.output == nil), told)
      guard report.output != nil else { continue }
      let (files, expected) = (try site.files(below: options.output), try site.files(below: clean.output))
      for path in files.keys where expected[path] == nil {
        try #require(own.contains { $0.message.contains("/\(path)`") }, "\(path) is too much\n\(told)")
      }
      for path in expected.keys.sorted() { try #require(files[path] == expected[path], "\(path) differs\n\(told)") }
      if report.renderCount < clean.report.renderCount { kept += 1 }
    }
    #expect(kept * 4 > Self.edits, "the cache was of use for \(kept) of \(Self.edits) builds alone")
  }

  @Test func whatDependsOnNoChangeIsNotRendered() async throws {
    let site = try CachedSite()
    let first = await SiteBuilder.build(site.options)
    #expect(first.renderCount == first.output.map { $0.written - site.copiedFiles })
    let second = await SiteBuilder.build(site.options)
    #expect(second.renderCount == 0)
    #expect(second.output?.written == 0)
    try site.append("\nEin Satz mehr.\n", to: "Content/impressum.md")
    let third = await SiteBuilder.build(site.options)
    #expect(third.output?.written == 1)
    #expect(third.renders?.slowestFiles.map(\.path) == ["impressum/index.html"])
  }

  /// Of many pages some come, some go, one is another: what the cache says of the rest is found, wherever it stands.
  @Test func pagesComeAndGoAmongMany() async throws {
    let site = try CachedSite()
    try site.write(pages: 0..<300)
    _ = await SiteBuilder.build(site.options)
    try await site.settle()
    try site.remove(pages: [0, 150, 299])
    try site.write(pages: [300, 301])
    try site.append("\nEin Satz mehr.\n", to: CachedSite.path(ofPage: 77))
    for rendered in [3...30, 0...0] {
      let report = await SiteBuilder.build(site.options)
      let clean = await site.cleanBuild(site.options)
      #expect(rendered.contains(report.renderCount), "\(report.renderCount) of \(clean.report.renderCount)")
      #expect(report.diagnostics == clean.report.diagnostics)
      #expect(try site.files(below: site.options.output) == site.files(below: clean.output))
      try await site.settle()
    }
  }

  /// Neither a source nor a setting changes when the hour comes, nor does the number of pages.
  @Test func pagesComeAndGoAtTheirHour() async throws {
    let site = try CachedSite()
    var options = site.options
    options.policy = PublicationPolicy()
    for (name, date) in [("früher", "expiryDate"), ("später", "publishDate")] {
      let text = "---\ntitle: \(name)\n\(date): 2026-01-15T13:00\n---\n"
      try text.write(toFile: "\(site.source)/Content/\(name).md", atomically: false, encoding: .utf8)
    }
    try await site.settle()
    for (minutes, page) in [(-60, "frueher"), (-30, "frueher"), (30, "spaeter"), (60, "spaeter")] {
      options.now = .instant(1_768_478_400 + Int64(minutes) * 60)
      _ = await SiteBuilder.build(options)
      let files = try site.files(below: options.output)
      let found = files.keys.filter { ["frueher/index.html", "spaeter/index.html"].contains($0) }
      #expect(found == ["\(page)/index.html"])
      #expect(try files == site.files(below: await site.cleanBuild(options).output))
    }
  }

  /// The file has its old length and, by `touch -r`, its old time: only the time of change tells.
  @Test func editsThatRestoreSizeAndTimeAreSeen() async throws {
    let site = try CachedSite()
    let path = site.source + "/Content/impressum.md"
    try await site.settle()
    _ = await SiteBuilder.build(site.options)
    let old = try FileManager.default.attributesOfItem(atPath: path)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text.replace("Impressum", with: "Mimpressu")
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.modificationDate: old[.modificationDate] as Any], ofItemAtPath: path)
    _ = await SiteBuilder.build(site.options)
    #expect(try site.files(below: site.options.output) == site.files(below: await site.cleanBuild(site.options).output))
  }

  @Test func aCacheThatCannotBeWrittenIsNone() async throws {
    let site = try CachedSite()
    try Data().write(to: URL(filePath: site.source + "/.sitegen"))
    let report = await SiteBuilder.build(site.options)
    #expect(report.diagnostics.isEmpty)
    #expect(report.output?.written ?? 0 > 0)
  }

  @Test func aBuildLeavesNothingBesideItsCache() async throws {
    let site = try CachedSite()
    try site.append("[Nirgendwohin](nichts.md)\n", to: "Content/impressum.md")
    #expect(await SiteBuilder.build(site.options).output == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.source + "/.sitegen") == [])
    try site.replace("[Nirgendwohin](nichts.md)\n", with: "", in: "Content/impressum.md")
    #expect(await SiteBuilder.build(site.options).output != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.source + "/.sitegen") == ["build-cache"])
  }
}

extension BuildReport {
  /// How many files were rendered.
  fileprivate var renderCount: Int { renders?.templates.reduce(0) { $0 + $1.renders } ?? 0 }
}
