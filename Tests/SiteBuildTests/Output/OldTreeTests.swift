import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

/// Builds that keep the old tree, to make the next site of it.
@Suite struct OldTreeTests {
  private let site: KeptSite
  private var root: String { site.folder.path }

  init() throws {
    site = try KeptSite()
  }

  private static let first = ["a/index.html": "A", "b/index.html": "B", "index.html": "eins"]
  private static let second = ["a/index.html": "A", "b/index.html": "BB", "index.html": "zwei"]
  /// Of which only one file is another one.
  private static let third = ["a/index.html": "A", "b/index.html": "BB", "index.html": "drei"]

  /// Builds until there is an old tree whose stamps are settled.
  private func prepare() async throws {
    _ = try await site.build(Self.first)
    _ = try await site.build(Self.second)
    try await Task.sleep(for: .milliseconds(70))
    #expect(try await site.build(Self.second).result == OutputResult(unchanged: 3))
  }

  @Test func `two trees change places again and again`() async throws {
    try await prepare()
    let (output, old) = try (site.identity(of: "Public"), site.identity(of: ".Public.sitegen-stage/tree"))
    let page = try site.identity(of: "Public/a/index.html")
    for round in 0..<6 {
      let files = round % 2 == 0 ? Self.first : Self.second
      let (result, kept) = try await site.build(files)
      #expect(result == OutputResult(written: 2, unchanged: 1, switch: .atomic))
      #expect(kept == ["a/index.html"])
      #expect(try site.contents() == files)
      let places = try (site.identity(of: "Public"), site.identity(of: ".Public.sitegen-stage/tree"))
      #expect(round % 2 == 0 ? places == (old, output) : places == (output, old))
      #expect(try site.identity(of: "Public/a/index.html") == page)
      #expect(try site.identity(of: ".Public.sitegen-stage/tree/a/index.html") == page)
    }
  }

  @Test func `a build that was given up leaves all for the next one`() async throws {
    try await prepare()
    let old = try site.identity(of: ".Public.sitegen-stage/tree")
    let staging = try await site.staging()
    try staging.stage("index.html", Array("drei".utf8))
    await staging.abandon()
    #expect(try site.contents() == Self.second)
    #expect(try await site.build(Self.first).result.written == 2)
    #expect(try site.identity(of: "Public") == old)
    #expect(try site.contents() == Self.first)
  }

  @Test func `the lock ends with the build`() async throws {
    let first = try await site.staging()
    try first.stage("index.html", [65])
    _ = try await first.commit()
    let second = try await site.staging()
    try second.stage("index.html", [66])
    _ = try await second.commit()
    await (try site.staging()).abandon()
    withExtendedLifetime((first, second)) {}
  }

  @Test func `files that changed in any way are not kept`() async throws {
    try await prepare()
    try site.run("printf X >Public/a/index.html && touch -d '2001-01-01' Public/a/index.html")
    #expect(try await site.build(Self.second).kept == ["b/index.html", "index.html"])
    try await Task.sleep(for: .milliseconds(70))
    _ = try await site.build(Self.second)
    // In place, of the same length, and with its time put back.
    try site.run("cp -p Public/a/index.html x; printf X >Public/a/index.html; touch -r x Public/a/index.html; rm x")
    #expect(try await site.build(Self.second).kept == ["b/index.html", "index.html"])
    try site.run("printf X >x && touch -r Public/b/index.html x && mv x Public/b/index.html")
    #expect(try await site.build(Self.second).kept == ["a/index.html", "index.html"])
    try site.run("rm Public/a/index.html && mv Public/b /tmp/$$ && ln -s /tmp/$$ Public/b; rm -r /tmp/$$")
    #expect(try site.contents() == ["b": "no file", "index.html": "zwei"])
    #expect(await (try? site.build(Self.second)) == nil, "a link is in the way of a page")
    try site.run("rm Public/b")
    #expect(try await site.build(Self.second).kept == ["index.html"])
    #expect(try site.contents() == Self.second)
    try site.run("touch Public/a/index.html")
    #expect(try await site.build(Self.second).kept.count == 3, "it still has its bytes")
  }

  /// The old tree has the same file under another name, so that an edit in place changes both.
  @Test func `an edit in place doesn't come back from the old tree`() async throws {
    try await prepare()
    for place in ["Public", ".Public.sitegen-stage/tree"] {
      try site.run("printf X >\(place)/a/index.html")
      for files in [Self.first, Self.second] {
        _ = try await site.build(files)
        #expect(try site.contents() == files)
      }
    }
  }

  @Test func `what came into the output while the site was built is kept`() async throws {
    try await prepare()
    // Without a record folders are looked at before the site is made, otherwise after it.
    for (number, hasRecord) in [true, true, false].enumerated() {
      if number == 0 { try await Task.sleep(for: .milliseconds(70)) }
      if !hasRecord { try site.run("rm .Public.sitegen-stage/record") }
      let staging = try await site.staging()
      #expect(staging.keep([("a/index.html", ContentDigest(of: [UInt8(ascii: "A")]))]))
      for path in ["b/index.html", "index.html"] { try staging.stage(path, Array("drei\(number)".utf8)) }
      try site.run("mkdir -p Public/neu; echo spät >Public/neu/\(number).txt; echo spät >Public/a/\(number).txt")
      let result = try await staging.commit()
      #expect(result.diagnostics.map(\.id) == (hasRecord ? [] : ["output.late-file-kept", "output.late-file-kept"]))
      #expect(try site.contents()["a/\(number).txt"] == "spät\n")
      #expect(try site.contents()["neu/\(number).txt"] == "spät\n")
    }
  }

  @Test func `what came into the old tree goes to the output`() async throws {
    try await prepare()
    try site.run("echo spät >.Public.sitegen-stage/tree/b/x.txt")
    let result = try await site.build(Self.first).result
    #expect(result.diagnostics.map(\.id) == ["output.late-file-kept"])
    #expect(try site.contents() == Self.first.merging(["b/x.txt": "spät\n"]) { $1 })
    try site.run("rm Public/b/x.txt")
    for files in [Self.second, Self.first, Self.second] {
      _ = try await site.build(files)
      #expect(try site.contents() == files)
    }
  }

  @Test func `foreign files and folders keep what they are`() async throws {
    try await prepare()
    try site.run("mkdir -p Public/f/g && echo 1 >Public/f/g/x && chmod 2750 Public/f && touch -d 2020-01-01 Public/f/g")
    try site.run("ln -s x Public/f/link; mkfifo Public/a/pipe; echo 1 >Public/b/x")
    let listing = "find Public/f Public/a/pipe Public/b/x -printf '%p %M %T@ %l\\n' | sort"
    let before = try site.run(listing)
    for files in [Self.first, Self.second, Self.third, Self.first, Self.second] {
      #expect(try await site.build(files).result.carriedOver == 4)
      #expect(try site.run(listing) == before)
    }
    try site.run("rm -r Public/f Public/a/pipe; mv Public/b/x Public/b/y")
    for files in [Self.first, Self.second, Self.first] {
      #expect(try await site.build(files).result.carriedOver == 1)
      #expect(try site.contents() == files.merging(["b/y": "1\n"]) { $1 })
    }
  }

  @Test func `folders keep the access that a new site has`() async throws {
    try await prepare()
    try site.run("chmod 700 Public/a")
    for files in [Self.first, Self.second, Self.first] {
      _ = try await site.build(files)
      #expect(try site.run("stat -c %a Public/a") == "755\n")
    }
  }

  /// Commands in the folder that holds the output, `O`, and the stage, `S`.
  @Test(arguments: [
    "rm -r O", "rm -r S", "rm S/record", ": >S/record", "rm -r S/tree", "mv O x; mv S/tree O; mv x S/tree",
    "cp -a O x; rm -r O; mv x O", "cp -a S x; rm -r S; mv x S", "rm O/.sitegen-manifest",
    "rm O/.sitegen-manifest; echo x >O/.sitegen-manifest",
    "cp O/.sitegen-manifest x; rm O/.sitegen-manifest; sed s/index/other/ x >O/.sitegen-manifest", "rm S/manifest",
    "mkdir S/changes; echo x >S/changes/index.html", "rm S/tree/a/index.html; echo X >S/tree/a/index.html",
    "rm -r S/tree/a; ln -s / S/tree/a", "echo x >S/tree/index.html", "rm -r S/tree/b", "mkdir -p S/tree/c/index.html",
  ])
  func `whatever happened, a build makes the site`(_ mishap: String) async throws {
    try await prepare()
    try site.run(mishap.replacing("S", with: ".Public.sitegen-stage").replacing("O", with: "Public"))
    for files in [Self.first, Self.second, Self.third, Self.first, Self.second] {
      var result = OutputResult()
      do {
        result = try await site.build(files).result
      } catch let failure as OutputFailure {
        // Without its manifest nothing in the output is ours; one that can't be read says so itself.
        let expected = mishap.contains("echo x >O/") ? "output.lost-manifest" : "output.foreign-file"
        #expect(mishap.contains("manifest") && failure.diagnostics.allSatisfy { $0.id == expected })
        try site.run("rm -r Public")
        result = try await site.build(files).result
      }
      #expect(result.unchanged + result.written == 3)
      // What came into the old tree is kept beside the page whose place it had.
      #expect(try site.contents().filter { !$0.key.contains(".kept-") } == files)
    }
  }
}
