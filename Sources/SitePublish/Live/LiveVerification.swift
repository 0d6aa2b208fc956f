import SiteDiagnostics
import SiteDigest

/// Asks the public address whether the site that is online is the one that was sent.
///
/// The build file tells which build it is, a sample of the files whether they arrive as they are. Hosts with caches take
/// a while, some for each file, so it asks again until the patience is used up.
package struct LiveVerification: Sendable {
  package struct Result: Sendable, Hashable {
    package var address: String
    /// How many files were fetched and compared.
    package var files: Int
  }

  /// Without a slash at its end.
  var address: String
  var buildID: String
  /// What to compare beyond the build file; `nil` where the files are not at hand.
  var manifest: SiteManifest?
  /// Looked at first: what this publish has changed.
  var changed: [String] = []
  var patience: Duration = .seconds(120)

  func run() async throws -> Result {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    var wait = Duration.milliseconds(500)
    while true {
      let (files, fault) = try await look(scratch)
      guard let fault else { return Result(address: address, files: files) }
      guard clock.now + wait < deadline else { throw fault }
      try await Task.sleep(for: wait)
      wait = min(wait * 2, .seconds(15))
    }
  }

  /// Asks once: how many files were compared, and what is not as it was sent.
  private func look(_ scratch: String) async throws -> (files: Int, fault: PublishError?) {
    let expected = SHA256.hexDigest(of: SiteManifest.buildFileContent(buildID))
    let build = try await fetch([SiteManifest.buildFile], into: scratch)
    guard build.digests[SiteManifest.buildFile] == expected else { return (1, notSeen(build)) }
    guard let manifest else { return (1, nil) }
    let paths = sample(of: manifest)
    let seen = try await fetch(paths, into: scratch)
    let digests = manifest.digests
    let different = paths.filter { seen.digests[$0] != digests[$0] }
    guard let first = different.first else { return (paths.count + 1, nil) }
    let fault = PublishError(
      "publish.live-differs",
      "`\(url(of: first))` is not what was sent"
        + (different.count > 1 ? ", nor are \(different.count - 1) others of \(paths.count)" : ""),
      notes: seen.end.lastWords,
      hint: "does the host change pages on their way (a cache, an optimiser), or is an old file in the way?")
    return (paths.count + 1, fault)
  }

  /// At most twenty files: the start page, what has changed, and others spread evenly over the site.
  private func sample(of manifest: SiteManifest) -> [String] {
    let pages = manifest.entries.map(\.path).filter { path in
      path != SiteManifest.buildFile && !SitePath.isHidden(path) && !SitePath.isForHost(path)
    }
    let stride = max(1, pages.count / 10)
    let spread = Swift.stride(from: 0, to: pages.count, by: stride).map { pages[$0] }
    let fresh = changed.filter { SitePath.ending(of: $0) == "html" }.prefix(10)
    var seen: Set<String> = []
    return (["index.html"] + fresh + spread).filter { pages.contains($0) && seen.insert($0).inserted }.prefix(20).map(
      \.self)
  }

  private func url(of path: String) -> String {
    let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in SitePath.address(of: path).utf8 {
      if unreserved.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return address + String(decoding: bytes, as: UTF8.self)
  }

  private struct Fetched {
    var digests: [String: String] = [:]
    var end: ToolResult
  }

  /// Fetches files with one curl. What to fetch goes in by its standard input, and the answers into files.
  private func fetch(_ paths: [String], into scratch: String) async throws -> Fetched {
    var lines = ["silent", "show-error", "fail", "globoff", "location", "max-redirs = 5", "proto = \"=http,https\""]
    lines += [
      "connect-timeout = 10", "max-time = 60", "header = \"Cache-Control: no-cache\"", "user-agent = \"sitegen\"",
    ]
    for (index, path) in paths.enumerated() {
      lines += ["url = \"\(url(of: path))\"", "output = \"\(scratch)/answer-\(index)\""]
    }
    let input = Array(lines.map { "\($0)\n" }.joined().utf8)
    let end: ToolResult
    do {
      // Nothing of the user's own configuration, which may add headers to the answers or passwords to the requests.
      end = try await Tool(name: "curl", arguments: ["--disable", "--config", "-"]).run(input: input)
    } catch var error as PublishError where error.id == MissingTool.id {
      error.diagnostics[0].message = "`curl` is needed to ask the live site and is not installed"
      error.diagnostics[0].notes.append(Diagnostic.Note("everything was sent; `--no-verify` leaves the question out"))
      throw error
    }
    var fetched = Fetched(end: end)
    for (index, path) in paths.enumerated() {
      guard let bytes = try? LocalFiles.read("\(scratch)/answer-\(index)") else { continue }
      fetched.digests[path] = SHA256.hexDigest(of: bytes)
      LocalFiles.remove("\(scratch)/answer-\(index)")
    }
    return fetched
  }

  private func notSeen(_ seen: Fetched) -> PublishError {
    let hint =
      "everything was sent; is `\(address)` served from the place that was published to, and is a cache in between?"
    if seen.digests[SiteManifest.buildFile] != nil {
      return PublishError(
        "publish.live-other-build", "`\(address)` still shows another build", notes: seen.end.lastWords, hint: hint)
    }
    return PublishError(
      "publish.live-unreachable", "`\(address)/\(SiteManifest.buildFile)` can't be fetched", notes: seen.end.lastWords,
      hint: hint)
  }
}
