import SiteDigest

/// Asks the public address whether the site that is online is the one that was sent.
///
/// The build file tells which build it is, a sample of the files whether they arrive as they are. Hosts with caches take
/// a while, so it asks again until the patience is used up.
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
    let expected = SHA256.hexDigest(of: SiteManifest.buildFileContent(buildID))
    var wait = Duration.milliseconds(500)
    while true {
      let seen = try await fetch([SiteManifest.buildFile], into: scratch)
      if seen.digests[SiteManifest.buildFile] == expected { break }
      guard clock.now + wait < deadline else { throw notSeen(seen) }
      try await Task.sleep(for: wait)
      wait = min(wait * 2, .seconds(15))
    }
    guard let manifest else { return Result(address: address, files: 1) }
    let paths = sample(of: manifest)
    let seen = try await fetch(paths, into: scratch)
    let digests = manifest.digests
    let different = paths.filter { seen.digests[$0] != digests[$0] }
    guard different.isEmpty else {
      throw PublishError(
        "publish.live-differs",
        "`\(url(of: different[0]))` is not what was sent"
          + (different.count > 1 ? ", nor are \(different.count - 1) others of \(paths.count)" : ""),
        notes: seen.end.lastWords,
        hint: "does the host change pages on their way (a cache, an optimiser), or is an old file in the way?")
    }
    return Result(address: address, files: paths.count + 1)
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
    var lines = ["silent", "show-error", "fail", "location", "max-redirs = 5", "connect-timeout = 10", "max-time = 60"]
    lines += ["proto = \"=http,https\"", "header = \"Cache-Control: no-cache\"", "user-agent = \"sitegen\""]
    for (index, path) in paths.enumerated() {
      lines += ["url = \"\(url(of: path))\"", "output = \"\(scratch)/answer-\(index)\""]
    }
    let input = Array(lines.map { "\($0)\n" }.joined().utf8)
    let end = try await Tool(name: "curl", arguments: ["--config", "-"]).run(input: input)
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
