import SiteDiagnostics

/// The cache during a build: what the last one left, and the place for what this one leaves.
///
/// It lies in `.sitegen/` in the site's folder and may be deleted at any time. Where it cannot be written, there is none.
final class CacheSession: Sendable {
  private static let folder: RelativePath = ".sitegen"
  private static let file: RelativePath = "build-cache"

  let program: UInt64
  /// Whose the cache is.
  let owner: [UInt8]
  /// The file system's clock as the build began.
  let clock: StampClock
  private let directory: Directory
  /// At work while the sources are looked for.
  private let reading: Task<BuildCache?, Never>
  private let unpacking: Task<BuildRecord?, Never>
  /// Done when the sources have been read. What isn't needed for that waits: while the site is put together, by one thread, the
  /// others have nothing else to do.
  let sourcesAreRead: Task<Void, Never>
  private let sourceReader: AsyncStream<Never>.Continuation
  /// The new cache, until it is complete.
  private let draft: RelativePath

  /// `nil` where the site's folder cannot have a cache.
  init?(site source: String) {
    guard let program = Program.fingerprint(),
      let draft = RelativePath("build-cache.\(ProcessEnvironment.processNumber)"),
      let root = try? Directory(opening: source), (try? root.makeDirectories(Self.folder)) != nil,
      let directory = try? root.directory(Self.folder), let owner = CacheOwner.mark(of: directory)
    else { return nil }
    Self.removeDrafts(in: directory)
    guard let stamp = try? directory.newFile(draft).stamp() else { return nil }
    self.program = program
    self.owner = owner
    self.draft = draft
    self.directory = directory
    clock = StampClock(justChanged: stamp)
    let reading = Task { (try? directory.file(Self.file).readToEnd()).flatMap { BuildCache(bytes: $0, of: owner) } }
    self.reading = reading
    let (readings, sourceReader) = AsyncStream<Never>.makeStream()
    self.sourceReader = sourceReader
    let sourcesAreRead = Task { for await _ in readings {} }
    self.sourcesAreRead = sourcesAreRead
    unpacking = Task {
      await sourcesAreRead.value
      return await reading.value?.record
    }
  }

  /// To be called, once or again, when the sources have been read, or won't be.
  func noteSourcesAreRead() { sourceReader.finish() }

  /// What the last build left; `nil` where there is nothing, or nothing that can be relied on.
  var last: BuildCache? {
    get async { await reading.value }
  }

  /// What the last build left of its files; `nil` where anything but the content has changed since.
  func record(under conditions: CacheConditions) async -> BuildRecord? {
    await last?.conditions == conditions ? await unpacking.value : nil
  }

  /// Those of builds that were killed. A build that runs at this moment notices and leaves no cache.
  private static func removeDrafts(in directory: Directory) {
    let prefix = Array("\(file).".utf8)
    for entry in (try? directory.entries()) ?? [] where entry.name.bytes.starts(with: prefix) {
      try? directory.removeFile(entry.name)
    }
  }

  /// Lets a new cache take the last one's place. Where that fails, the last one stays: it says nothing wrong.
  ///
  /// - Parameter handOver: gives the new one's bytes, piece by piece.
  func save(
    _ handOver: (_ take: (ArraySlice<UInt8>) throws(SystemError) -> Void) async throws(SystemError) -> Void
  ) async {
    do throws(SystemError) {
      try directory.removeFile(draft)
      let file = try directory.newFile(draft)
      try await handOver { (piece) throws(SystemError) in try file.write(piece) }
      try file.finish()
      try directory.move(draft, to: directory, as: Self.file)
    } catch {
      end()
    }
  }

  /// Takes away what is left where no new cache was saved.
  func end() { try? directory.removeFile(draft) }
}
