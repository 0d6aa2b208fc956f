import SiteModel

/// What a build left for the next one, as it is read from disk.
///
/// It is a file in words of 8 bytes, with the lowest byte first, and texts with their lengths before them:
/// ```
/// "sitegen-cache 2\n"
/// the two conditions
/// number of source files, and for each: path, stamp and whether it is settled, two fingerprints,
///   length of the front matter, the front matter
/// fingerprints of the site
/// number of files that were rendered, and for each: path, fingerprint of its job, the file
/// digest of all that
/// ```
/// Whatever isn't exactly that is no cache: one that was cut short, damaged, or made by another version.
struct BuildCache: Sendable {
  /// A source file that says nothing wrong.
  private struct Source {
    let sighting: Sighting
    let fingerprints: ParsedPages.Fingerprints
    /// Where its front matter stands in the cache, and where all of this.
    let metadata: Range<Int>
    let place: Range<Int>
  }

  private static let header = Array("sitegen-cache 2\n".utf8)

  private let bytes: [UInt8]
  let conditions: CacheConditions
  private let recordPlace: Range<Int>
  private let sources: [String: Source]

  /// `nil` unless the bytes are a cache of this version from the first to the last.
  init?(bytes: [UInt8]) {
    let end = bytes.count - 16
    guard bytes.starts(with: Self.header), end > Self.header.count else { return nil }
    var tail = RecordReader(bytes, end..<bytes.count)
    guard tail.digest() == ContentHasher.digest(of: bytes[..<end]) else { return nil }
    var reader = RecordReader(bytes, Self.header.count..<end)
    guard let reading = reader.word(), let rendering = reader.word(), let count = reader.count(size: 1) else {
      return nil
    }
    var sources: [String: Source] = [:]
    sources.reserveCapacity(count)
    for _ in 0..<count {
      let start = reader.offset
      guard let path = reader.text(), let stamp = reader.stamp(), let isSettled = reader.word(),
        let front = reader.word(), let text = reader.word(), let metadata = reader.part()
      else { return nil }
      sources[path] = Source(
        sighting: Sighting(stamp: stamp, isSettled: isSettled == 1),
        fingerprints: ParsedPages.Fingerprints(front: front, text: text), metadata: metadata,
        place: start..<reader.offset)
    }
    self.bytes = bytes
    conditions = CacheConditions(reading: reading, rendering: rendering)
    recordPlace = reader.offset..<end
    self.sources = sources
  }

  /// Whether these are the source files that it knows, with the same front matter, read under the same conditions.
  func knowsFronts(of files: [ParsedPages.File], under reading: UInt64) -> Bool {
    reading == conditions.reading && files.count == sources.count
      && files.allSatisfy { file in
        if file.cachePlace != nil { return true }
        guard file.diagnostics.isEmpty, let front = file.fingerprints?.front else { return false }
        return front == sources[file.path.path]?.fingerprints.front
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
  func page(
    _ path: ContentPath, as kind: PageKind, stamp: FileStamp, under reading: UInt64, _ configuration: SiteConfiguration
  ) -> ParsedPages.File? {
    guard reading == conditions.reading, let source = sources[path.path], source.sighting.isCertainly(stamp) else {
      return nil
    }
    var reader = RecordReader(bytes, source.metadata)
    guard let metadata = PageMetadata(from: &reader),
      metadata.terms.allSatisfy({ configuration.taxonomies.indices.contains($0.taxonomy) })
    else { return nil }
    return ParsedPages.File(
      path: path, page: ParsedPage(path: path, kind: kind, metadata: metadata), diagnostics: [],
      fingerprints: source.fingerprints, stamp: stamp, cachePlace: source.place)
  }

  /// The bytes of a new cache, in pieces; `nil` where there is no memory for it.
  ///
  /// What the last one says already is taken over as it stands there, without a copy.
  ///
  /// - Parameters:
  ///   - record: what is kept of the site's files.
  ///   - last: the cache that this build began with.
  ///   - clock: tells which stamps can be relied on.
  static func pieces(
    _ conditions: CacheConditions, _ record: BuildRecord.Draft, sources: ParsedPages, after last: BuildCache?,
    clock: StampClock, tasks: Int
  ) async -> [ArraySlice<UInt8>]? {
    let files = sources.files.values.filter(\.isKept)
    var writer = RecordWriter()
    writer.bytes += header
    writer.append(conditions.reading)
    writer.append(conditions.rendering)
    writer.append(files.count)
    var pieces = [writer.bytes[...]] + (last?.runs(of: files.compactMap(\.cachePlace)) ?? [])
    pieces += await RecordWriter.pieces(of: files.filter { $0.cachePlace == nil }, tasks: tasks) {
      $1.append(to: &$0, clock: clock)
    }
    writer = RecordWriter()
    record.fingerprints.append(to: &writer)
    writer.append(record.kept.count + record.new.count)
    pieces += [writer.bytes[...]] + (last?.runs(of: record.kept) ?? [])
    pieces += await RecordWriter.pieces(of: record.new, tasks: tasks) { writer, entry in
      writer.append(entry.path)
      writer.append(entry.job)
      entry.file.append(to: &writer)
    }
    guard let hasher = try? ContentHasher() else { return nil }
    for piece in pieces { hasher.update(piece) }
    writer = RecordWriter()
    writer.append(hasher.finalize())
    return pieces + [writer.bytes[...]]
  }

  /// What it says at some places; what stands there side by side is one run.
  private func runs(of places: [Range<Int>]) -> [ArraySlice<UInt8>] {
    var runs: [ArraySlice<UInt8>] = []
    var run = 0..<0
    for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if place.lowerBound == run.upperBound {
        run = run.lowerBound..<place.upperBound
      } else {
        runs.append(bytes[run])
        run = place
      }
    }
    return runs + [bytes[run]]
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
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let start = reader.offset
      guard let path = reader.text(), let job = reader.word(), let file = RenderedFile(from: &reader) else {
        return nil
      }
      entries[path] = Entry(job: job, file: file, place: start..<reader.offset)
    }
    self.init(fingerprints: fingerprints, entries: entries)
  }
}
