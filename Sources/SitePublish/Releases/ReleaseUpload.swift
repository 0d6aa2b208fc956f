/// Sends one release, compares it with its checksum list at the other side, and puts it online.
struct ReleaseUpload {
  var snapshot: SiteSnapshot
  var plan: ReleasePlan
  var host: ReleaseHost
  var identity: PublisherIdentity
  var scratch: String
  var onEvent: @Sendable (PublishEvent) -> Void

  /// - Returns: the bytes that travelled.
  func run() async throws -> Int {
    do {
      var bytes = try await send()
      bytes += try await verify()
      onEvent(.phase("switching"))
      let release = Release(
        name: plan.id.description, buildID: snapshot.buildID, time: UTCTime.now, publisher: identity.name,
        files: snapshot.manifest.entries.count,
        bytes: snapshot.bytes(of: snapshot.manifest.entries.lazy.map(\.path)), isOnline: true)
      try await host.activate(plan.id, token: identity.token, info: release.text)
      return bytes
    } catch let error as PublishError where error.id == "publish.disk-full" {
      // What has arrived helps the next publish, but not as much as the room it takes.
      let list = Array("\(folder)\n".utf8)
      _ = try? await host.run(ReleaseScript.remove, ["token": identity.token], data: list)
      throw error
    }
  }

  private var folder: String { "\(plan.id).incoming" }

  private func send() async throws -> Int {
    onEvent(.phase("preparing"))
    let deleted = zeroEnded(plan.changes.deleted)
    _ = try await host.run(
      ReleaseScript.prepare,
      [
        "token": identity.token, "id": plan.id.description, "from": plan.from?.description ?? "",
        "build": snapshot.buildID, "buildfile": SiteManifest.buildFile,
      ], data: deleted)
    onEvent(.phase("sending"))
    let list = "\(scratch)/list"
    try LocalFiles.write(Array(snapshot.manifest.text.utf8), to: list)
    let listAddress = host.rsyncAddress(of: "releases/\(folder).manifest")
    var bytes = try await RsyncCall(host: host, options: ["--ignore-times"], words: [list, listAddress]).run()
    let files = plan.changes.sent.filter { $0 != SiteManifest.buildFile }
    if !files.isEmpty {
      // By content: a build makes every file anew, and what a cut publish left may have the right size.
      let links = plan.leftovers.suffix(10).map { "--link-dest=../\($0)" }
      bytes += try await sendFiles(files, options: ["--checksum"] + links)
    }
    return bytes
  }

  private func sendFiles(_ files: [String], options: [String]) async throws -> Int {
    let counter = FileCounter(total: files.count, onEvent: onEvent)
    let call = RsyncCall(
      host: host,
      options: ["--files-from=-", "--from0", "--perms", "--chmod=D755,F644"] + options,
      words: ["\(snapshot.folder)/", host.rsyncAddress(of: "releases/\(folder)/")],
      input: zeroEnded(files.map(Self.listed)))
    return try await call.run(onFile: { counter.count() })
  }

  /// A path as rsync's lists have it: one that begins with `#` or `;` would be a comment, also between zero bytes.
  private static func listed(_ path: String) -> String {
    path.hasPrefix("#") || path.hasPrefix(";") ? "./\(path)" : path
  }

  /// Paths as rsync and xargs read them, whatever characters are in them.
  private func zeroEnded(_ paths: [String]) -> [UInt8] {
    Array(paths.map { "\($0)\0" }.joined().utf8)
  }

  /// Compares at the other side; what is not as it should be travels once more.
  private func verify() async throws -> Int {
    onEvent(.phase("checking"))
    let check = ReleaseCheck(
      manifest: snapshot.manifest, deleted: plan.changes.deleted, folder: folder, host: host)
    guard case .bad(let files) = try await check.run() else { return 0 }
    let known = Set(snapshot.manifest.entries.map(\.path)).subtracting([SiteManifest.buildFile])
    let again = files.filter(known.contains)
    var bytes = 0
    if !again.isEmpty { bytes = try await sendFiles(again, options: ["--ignore-times"]) }
    guard !again.isEmpty, try await check.run() == .good else {
      throw PublishError(
        "publish.not-verified", "what arrived at `\(host.name)` is not what was sent",
        notes: files.prefix(5).map { "`\($0)` differs" },
        hint: "was the site built anew meanwhile? publish again; nothing has changed online")
    }
    return bytes
  }
}
