import SiteModel

/// What a build left for the next one, as it is read from disk.
///
/// It is a file in words of 8 bytes, with the lowest byte first, and texts with their lengths before them:
/// ```
/// "sitegen-cache 4\n"
/// whose it is, in 64 letters
/// the two conditions
/// number of source files, and for each, in the order of their paths: path, stamp and whether it is settled,
///   two fingerprints, length of the front matter, the front matter
/// fingerprints of the site
/// number of files that were rendered, and for each, in the order of the plan: path, fingerprint of its job, the file
/// digest of all that
/// ```
/// Whatever isn't exactly that is no cache: one that was cut short, damaged, or made by another version.
struct BuildCache: Sendable {
  /// A source file that says nothing wrong.
  private struct Source {
    /// Where its path stands in the cache.
    let path: Range<Int>
    let sighting: Sighting
    let fingerprints: ParsedPages.Fingerprints
    /// Where its front matter stands in the cache, and where all of this.
    let metadata: Range<Int>
    let place: Range<Int>
  }

  private static let header = Array("sitegen-cache 4\n".utf8)

  private let bytes: [UInt8]
  let conditions: CacheConditions
  private let recordPlace: Range<Int>
  /// In the order of their paths.
  private let sources: [Source]

  /// `nil` unless the bytes are a cache of this version, and of this owner, from the first to the last.
  ///
  /// - Parameter owner: see ``CacheOwner``.
  init?(bytes: [UInt8], of owner: [UInt8]) {
    let end = bytes.count - 16
    let start = Self.header + owner
    guard bytes.starts(with: start), end > start.count else { return nil }
    var tail = RecordReader(bytes, end..<bytes.count)
    guard tail.digest() == ContentHasher.digest(of: bytes[..<end]) else { return nil }
    var reader = RecordReader(bytes, start.count..<end)
    guard let reading = reader.word(), let rendering = reader.word(), let count = reader.count(size: 1) else {
      return nil
    }
    var sources: [Source] = []
    sources.reserveCapacity(count)
    for _ in 0..<count {
      let start = reader.offset
      guard let path = reader.part(), let stamp = reader.stamp(), let isSettled = reader.word(),
        let front = reader.word(), let text = reader.word(), let metadata = reader.part()
      else { return nil }
      let span = bytes.span
      if let last = sources.last, span.extracting(last.path).precedes(span.extracting(path)) != true { return nil }
      sources.append(
        Source(
          path: path, sighting: Sighting(stamp: stamp, isSettled: isSettled == 1),
          fingerprints: ParsedPages.Fingerprints(front: front, text: text), metadata: metadata,
          place: start..<reader.offset))
    }
    self.bytes = bytes
    conditions = CacheConditions(reading: reading, rendering: rendering)
    recordPlace = reader.offset..<end
    self.sources = sources
  }

  /// - Parameter guess: where the file may be among the sources; then, where the next one may be.
  private func source(_ path: String, near guess: inout Int) -> Source? {
    let (all, wanted) = (bytes.span, path.utf8.span)
    var (low, high, middle) = (0, sources.count, guess)
    while low < high {
      if !(low..<high).contains(middle) { middle = (low + high) / 2 }
      guard let isBefore = all.extracting(sources[middle].path).precedes(wanted) else {
        guess = middle + 1
        return sources[middle]
      }
      if isBefore { low = middle + 1 } else { high = middle }
      middle = (low + high) / 2
    }
    return nil
  }

  /// Whether these are the source files that it knows, with the same front matter, read under the same conditions.
  func knowsFronts(of files: [ParsedPages.File], under reading: UInt64) -> Bool {
    reading == conditions.reading && files.count == sources.count
      && files.allSatisfy { file in
        if file.cachePlace != nil { return true }
        guard file.diagnostics.isEmpty, let front = file.fingerprints?.front else { return false }
        var guess = 0
        return front == source(file.path.path, near: &guess)?.fingerprints.front
      }
  }

  /// What the build of then left of its files.
  var record: BuildRecord? {
    var reader = RecordReader(bytes, recordPlace)
    return BuildRecord(from: &reader)
  }

  /// What is known of a source file that has not been touched since; `nil` where it must be read.
  ///
  /// - Parameters:
  ///   - reading: see ``CacheConditions/reading``.
  ///   - stamp: what the system says of the file now.
  ///   - guess: taken over from call to call, for files in the order of their paths.
  func page(
    _ path: ContentPath, as kind: PageKind, stamp: FileStamp, under reading: UInt64, _ configuration: SiteConfiguration,
    near guess: inout Int
  ) -> ParsedPages.File? {
    guard reading == conditions.reading, let source = source(path.path, near: &guess),
      source.sighting.isCertainly(stamp)
    else { return nil }
    var reader = RecordReader(bytes, source.metadata)
    guard let metadata = PageMetadata(from: &reader),
      metadata.terms.allSatisfy({ configuration.taxonomies.indices.contains($0.taxonomy) })
    else { return nil }
    return ParsedPages.File(
      path: path, page: ParsedPage(path: path, kind: kind, metadata: metadata, configuration: configuration),
      diagnostics: [], fingerprints: source.fingerprints, stamp: stamp, cachePlace: source.place)
  }

  /// Hands over the bytes of a new cache piece by piece: of a large site they are too many to be held together. Fails where the
  /// pieces' taker does, or where there is no memory.
  ///
  /// What the last one says already is taken over as it stands there, without a copy.
  ///
  /// - Parameters:
  ///   - record: what is kept of the site's files.
  ///   - last: the cache that this build began with.
  ///   - clock: tells which stamps can be relied on.
  static func write(
    _ conditions: CacheConditions, of owner: [UInt8], _ record: BuildRecord.Draft, sources: ParsedPages,
    after last: BuildCache?,
    clock: StampClock, tasks: Int, to take: (ArraySlice<UInt8>) throws(SystemError) -> Void
  ) async throws(SystemError) {
    let hasher = try ContentHasher()
    func handOver(_ piece: ArraySlice<UInt8>) throws(SystemError) {
      hasher.update(piece)
      try take(piece)
    }
    let files = sources.files.filter(\.isKept)
    var writer = RecordWriter()
    writer.bytes += header
    writer.bytes += owner
    writer.append(conditions.reading)
    writer.append(conditions.rendering)
    writer.append(files.count)
    try handOver(writer.bytes[...])
    let parts = files.map { file in file.cachePlace.map { Part.kept($0) } ?? .new(file) }
    try await write(parts, after: last, tasks: tasks, to: handOver) { $1.append(to: &$0, clock: clock) }
    writer = RecordWriter()
    record.fingerprints.append(to: &writer)
    writer.append(record.files.count)
    try handOver(writer.bytes[...])
    try await write(record.files, after: last, tasks: tasks, to: handOver) { writer, entry in
      writer.append(entry.path)
      writer.append(entry.job)
      entry.file.append(to: &writer)
    }
    writer = RecordWriter()
    writer.append(hasher.finalize())
    try take(writer.bytes[...])
  }

  /// A part of a new cache.
  enum Part<New: Sendable>: Sendable {
    /// Stands in the last one, at this place.
    case kept(Range<Int>)
    case new(New)
  }

  /// How many new parts are made into bytes before these are handed over.
  private static let batchSize = 1 << 12

  /// Hands over parts in their order. What stands side by side in the last cache is one piece.
  private static func write<New>(
    _ parts: [Part<New>], after last: BuildCache?, tasks: Int, to take: (ArraySlice<UInt8>) throws(SystemError) -> Void,
    _ append: @escaping @Sendable (inout RecordWriter, New) -> Void
  ) async throws(SystemError) {
    var (run, new) = (0..<0, [New]())
    func takeRun() throws(SystemError) {
      if let last, !run.isEmpty { try take(last.bytes[run]) }
      run = 0..<0
    }
    func takeNew() async throws(SystemError) {
      for piece in await RecordWriter.pieces(of: new, tasks: tasks, append) { try take(piece) }
      new.removeAll(keepingCapacity: true)
    }
    for part in parts {
      switch part {
      case .kept(let place) where place.lowerBound == run.upperBound: run = run.lowerBound..<place.upperBound
      case .kept(let place):
        try await takeNew()
        try takeRun()
        run = place
      case .new(let element):
        try takeRun()
        new.append(element)
        if new.count == batchSize { try await takeNew() }
      }
    }
    try await takeNew()
    try takeRun()
  }
}

extension ParsedPages.File {
  /// Whether the cache can keep it.
  fileprivate var isKept: Bool {
    guard let page, stamp != nil, fingerprints != nil else { return false }
    return diagnostics.isEmpty && page.metadata.isKept
  }

  fileprivate func append(to writer: inout RecordWriter, clock: StampClock) {
    guard let page, let stamp, let fingerprints else { return }
    writer.append(path.path)
    writer.append(stamp)
    writer.append(clock.settles(stamp) ? 1 : 0)
    writer.append(fingerprints.front)
    writer.append(fingerprints.text)
    writer.appendPart { page.metadata.append(to: &$0) }
  }
}

extension BuildRecord {
  init?(from reader: inout RecordReader) {
    guard let fingerprints = SiteFingerprints(from: &reader), let count = reader.count(size: 1) else { return nil }
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let start = reader.offset
      guard let path = reader.text(), let job = reader.word(), let file = RenderedFile(from: &reader) else {
        return nil
      }
      entries.append(Entry(path: path, job: job, file: file, place: start..<reader.offset))
    }
    self.init(fingerprints: fingerprints, entries: entries)
  }
}
