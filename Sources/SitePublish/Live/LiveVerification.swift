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
  /// Bytes of the files; a megabyte for what isn't known.
  var sizes: [String: Int] = [:]
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
      notes: seen.words,
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

  /// As many bytes as the file that should be there; more make no difference.
  private func size(of path: String) -> Int {
    path == SiteManifest.buildFile ? SiteManifest.buildFileContent(buildID).count : sizes[path] ?? 1 << 20
  }

  /// Asks for files until none is sent on to another address of the site.
  private func fetch(_ paths: [String], into scratch: String) async throws -> LiveAnswers {
    var answers = LiveAnswers()
    var waiting = paths.map { LiveAnswers.Question(path: $0, address: url(of: $0), size: size(of: $0)) }
    for _ in 0...LiveAnswers.redirects where !waiting.isEmpty {
      waiting = try await answers.ask(waiting, of: address, scratch: scratch)
    }
    return answers
  }

  private func notSeen(_ seen: LiveAnswers) -> PublishError {
    let hint =
      "everything was sent; is `\(address)` served from the place that was published to, and is a cache in between?"
    if seen.digests[SiteManifest.buildFile] != nil {
      return PublishError(
        "publish.live-other-build", "`\(address)` still shows another build", notes: seen.words, hint: hint)
    }
    return PublishError(
      "publish.live-unreachable", "`\(address)/\(SiteManifest.buildFile)` can't be fetched", notes: seen.words,
      hint: hint)
  }
}
