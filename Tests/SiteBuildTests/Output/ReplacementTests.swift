import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

/// Builds of a site of which one file alone is new: it takes its place, and no tree changes places with another.
@Suite struct ReplacementTests {
  private let site: KeptSite

  init() throws {
    site = try KeptSite()
  }

  private static func files(_ page: String, _ others: String = "") -> [String: String] {
    ["a/b/index.html": page, "a/index.html": "A\(others)", "c/index.html": "C\(others)"]
  }

  /// With or without an old tree beside the output, and with settled stamps.
  private func prepare(hasOldTree: Bool) async throws {
    if hasOldTree { _ = try await site.build(Self.files("null", "!")) }
    _ = try await site.build(Self.files("eins"))
    try await Task.sleep(for: .milliseconds(70))
    #expect(try await site.build(Self.files("eins")).result == OutputResult(unchanged: 3))
  }

  private func contents(of folder: String) throws -> Set<String> {
    let path = "\(site.folder.path)/\(folder)"
    return Set(try Directory(opening: path).entries().map(\.name.description))
  }

  @Test(arguments: [false, true])
  func `one file takes its place`(_ hasOldTree: Bool) async throws {
    try await prepare(hasOldTree: hasOldTree)
    let stage = ".Public.sitegen-stage"
    let places = try ["Public", "Public/a", "Public/a/index.html"].map { try site.identity(of: $0) }
    let old = try hasOldTree ? site.identity(of: "\(stage)/tree") : nil
    for round in 0..<4 {
      let (result, kept) = try await site.build(Self.files("neu \(round)"))
      #expect(result == OutputResult(written: 1, unchanged: 2, switch: .atomic))
      #expect(kept == ["a/index.html", "c/index.html"])
      #expect(try site.contents() == Self.files("neu \(round)"))
      #expect(try ["Public", "Public/a", "Public/a/index.html"].map { try site.identity(of: $0) } == places)
      let text = try Directory(opening: "\(site.folder.path)/Public").file(OutputManifest.fileName).readToEnd()
      let manifest = try #require(OutputManifest(text: text))
      #expect(manifest.text == text)
      #expect(manifest.entries["a/b/index.html"]?.digest == ContentDigest(of: Array("neu \(round)".utf8)))
      #expect(try contents(of: stage) == (hasOldTree ? ["manifest", "record", "tree"] : ["record"]))
    }
    try await Task.sleep(for: .milliseconds(70))
    #expect(try await site.build(Self.files("neu 3")).kept.count == 3)
    // The old tree is as good for the next site as before.
    #expect(try await site.build(Self.files("neu 4", "?")).result.written == 3)
    #expect(try site.contents() == Self.files("neu 4", "?"))
    if let old { #expect(try site.identity(of: "Public") == old) }
    _ = try await site.build(Self.files("neu 5"))
    #expect(try site.contents() == Self.files("neu 5"))
  }

  @Test func `what somebody put beside it stays`() async throws {
    try await prepare(hasOldTree: true)
    try site.run("mkdir Public/d && echo 1 | tee Public/d/x >Public/a/b/x")
    _ = try await site.build(Self.files("zwei"))
    #expect(try site.contents() == Self.files("zwei").merging(["d/x": "1\n", "a/b/x": "1\n"]) { $1 })
    _ = try await site.build(Self.files("drei", "!"))
    #expect(try site.contents() == Self.files("drei", "!").merging(["d/x": "1\n", "a/b/x": "1\n"]) { $1 })
  }

  /// Behind the link are the files of the last build, so that nothing but the link itself tells.
  @Test func `no link leads out of the output`() async throws {
    try await prepare(hasOldTree: false)
    try site.run("mv Public/a x && ln -s ../x Public/a")
    let failure = try await #require(throws: OutputFailure.self) { try await site.build(Self.files("zwei")) }
    #expect(failure.diagnostics.map(\.id) == ["output.foreign-file"])
    #expect(try site.run("cat x/b/index.html") == "eins")
  }

  @Test func `what stands where a new file comes is not written over`() async throws {
    try await prepare(hasOldTree: false)
    try site.run("echo meins >Public/d")
    var files = Self.files("eins")
    files["d"] = "neu"
    let failure = try await #require(throws: OutputFailure.self) { try await site.build(files) }
    #expect(failure.diagnostics.map(\.id) == ["output.foreign-file"])
    #expect(try site.contents() == Self.files("eins").merging(["d": "meins\n"]) { $1 })
    try site.run("printf neu >Public/d")
    #expect(try await site.build(files).result.written == 0, "it has the same bytes")
  }

  /// The moments of a switch at which a build can have been killed; `S` is the stage.
  @Test(arguments: [
    ":", "mv S/changes/a/b/index.html Public/a/b/",
    "mv S/changes/a/b/index.html Public/a/b/; mv S/changes/.sitegen-manifest Public/",
    "mv S/changes/a/b/index.html Public/a/b/; mv S/changes/.sitegen-manifest Public/; rm -r S/changes",
  ])
  func `a switch that was cut short is completed`(_ steps: String) async throws {
    try await prepare(hasOldTree: true)
    let old = try site.identity(of: ".Public.sitegen-stage/tree")
    _ = try await site.build(Self.files("zwei"))
    // What came into the old tree while it was the output.
    let prologue = """
      rm S/record; echo spät >S/tree/notiz.txt; mkdir -p S/changes/a/b; cp -p Public/a/b/index.html S/changes/a/b/
      cp -p Public/.sitegen-manifest S/changes/
      printf eins >x; mv x Public/a/b/index.html
      sed '/ a.b.index.html/s/^./x/' Public/.sitegen-manifest >x; mv x Public/.sitegen-manifest
      printf 'sitegen-journal 2\\nfrom changes\\nput a/b/index.html\\nput .sitegen-manifest\\n' >S/journal
      \(steps)
      """
    try site.run(prologue.replacing("S/", with: ".Public.sitegen-stage/"))
    await (try site.staging()).abandon()
    var files = Self.files("zwei")
    files["notiz.txt"] = "spät\n"
    #expect(try site.contents() == files)
    #expect(try await site.build(Self.files("drei")).result.written == 1)
    files["a/b/index.html"] = "drei"
    #expect(try site.contents() == files)
    #expect(try site.identity(of: "Public") != old)
  }
}
