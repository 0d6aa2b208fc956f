/// A lock on a store: a small file that says who is publishing.
///
/// Stores have no way to make a file only if there is none, so the lock is written, then read again after a moment; two
/// publishers that start within that moment see each other. It is renewed, and one that is not any more may be taken.
struct StoreLock {
  struct Content: Sendable {
    var token: String
    var holder: String
    /// Seconds since 1970, by the holder's clock.
    var time: Int

    init(token: String, holder: String, time: Int) {
      self.token = token
      self.holder = holder
      self.time = time
    }

    init?(_ bytes: [UInt8]) {
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      guard lines.count == 3, let time = UTCTime.seconds(of: lines[2]) else { return nil }
      self.init(token: String(lines[0]), holder: String(lines[1]), time: time)
    }

    var bytes: [UInt8] { Array("\(token)\n\(holder)\n\(UTCTime.text(ofSeconds: time))\n".utf8) }
  }

  var store: RcloneStore
  var identity: PublisherIdentity
  var breaksLock: Bool

  /// How old a lock is that nobody renews any more: the clocks of two publishers may differ by a minute or two.
  private static let staleAfter = 600
  private static let renewal = Duration.seconds(60)

  func hold<Result: Sendable>(_ found: Content?, _ body: () async throws -> Result) async throws -> Result {
    if let found, !mayTakeOver(found) { throw locked(found) }
    try await write()
    try await Task.sleep(for: .milliseconds(500))
    try await check()
    async let _: Void = renew()
    do {
      let result = try await body()
      try await store.delete([StoreState.lockFile])
      return result
    } catch {
      // Also when the publish was interrupted: in a task that is not.
      if (error as? PublishError)?.id != Self.lost {
        await Task { try? await store.delete([StoreState.lockFile]) }.value
      }
      throw error
    }
  }

  /// Makes sure that nobody has taken the lock over.
  func check() async throws {
    guard let content = try await read(), content.token == identity.token else {
      throw PublishError(
        Self.lost, "another publisher has taken over the lock at `\(store.target.remote)`",
        hint: "agree on who publishes, then publish again")
    }
  }

  private static let lost = "publish.lock-lost"

  private func mayTakeOver(_ found: Content) -> Bool {
    breaksLock || identity.isDead(found.token) || UTCTime.seconds - found.time > Self.staleAfter
  }

  private func locked(_ found: Content) -> PublishError {
    PublishError(
      "publish.locked", "another publish is running: \(found.holder)",
      hint: "wait for it to end; if it is dead, publish with `--break-lock`")
  }

  private func read() async throws -> Content? {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    try await store.fetch([StoreState.lockFile], into: scratch)
    return (try? LocalFiles.read("\(scratch)/\(StoreState.lockFile)")).flatMap(Content.init)
  }

  private func write() async throws {
    let content = Content(token: identity.token, holder: identity.holder, time: UTCTime.seconds)
    try await store.write(content.bytes, to: StoreState.lockFile)
  }

  /// Until cancelled.
  private func renew() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.renewal)
      guard !Task.isCancelled, (try? await check()) != nil else { return }
      try? await write()
    }
  }
}
