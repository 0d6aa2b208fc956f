import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// What the source files of pages say, so that a file which has not changed need not be read again.
struct ParsedPages: Sendable {
  /// What decides how a file is read, beside its own text.
  struct Conditions: Hashable, Sendable {
    /// The bytes of `site.yaml`.
    let configuration: [UInt8]
    let baseURL: BaseURL?
    /// Stands in hints.
    let today: SiteDate
  }

  final class File: Sendable {
    let path: ContentPath
    /// `nil` where the file is no page; then a diagnostic says why.
    let page: ParsedPage?
    let diagnostics: [Diagnostic]
    let fingerprints: Fingerprints?
    /// What the system said of the file as it was read.
    let stamp: FileStamp?
    /// Where the last cache says all that; `nil` where the file was read.
    let cachePlace: Range<Int>?

    init(
      path: ContentPath, page: ParsedPage?, diagnostics: [Diagnostic], fingerprints: Fingerprints? = nil,
      stamp: FileStamp? = nil, cachePlace: Range<Int>? = nil
    ) {
      self.stamp = stamp
      self.cachePlace = cachePlace
      self.path = path
      self.page = page
      self.diagnostics = diagnostics
      self.fingerprints = fingerprints
    }
  }

  /// Of the two parts of a file, as they stand there.
  struct Fingerprints: Sendable, Hashable {
    let front: UInt64
    let text: UInt64

    init(front: UInt64, text: UInt64) {
      self.front = front
      self.text = text
    }

    init(_ bytes: [UInt8], bodyStart: Int) {
      front = Fingerprinter.fingerprint(of: bytes[..<bodyStart])
      text = Fingerprinter.fingerprint(of: bytes[bodyStart...])
    }
  }

  let conditions: Conditions
  let outline: ContentOutline
  /// In the order of their paths below `Content`, byte by byte.
  private(set) var files: [File]
  /// Whether the cache knows these files and no others, with this front matter: then nothing but texts can have changed since.
  let haveKnownFronts: Bool

  init(conditions: Conditions, outline: ContentOutline, files: [File], haveKnownFronts: Bool = false) {
    self.conditions = conditions
    self.outline = outline
    self.files = files
    self.haveKnownFronts = haveKnownFronts
  }

  /// The file of a path below `Content`.
  subscript(path: String) -> File? { place(of: path).map { files[$0] } }

  /// Puts another reading of a file in the place of that which is there.
  mutating func replace(_ file: File) {
    if let place = place(of: file.path.path) { files[place] = file }
  }

  mutating func remove(_ paths: some Sequence<String>) {
    let places = Set(paths.compactMap(place(of:)))
    files = files.indices.filter { !places.contains($0) }.map { files[$0] }
  }

  private func place(of path: String) -> Int? {
    var (low, high) = (0, files.count)
    while low < high {
      let middle = (low + high) / 2
      guard let isBefore = files[middle].path.path.precedes(path) else { return middle }
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Those that were read for this. The others are as the cache knows them.
  var readFiles: [File] { files.filter { $0.cachePlace == nil } }

  /// The first moment, in seconds since 1970, at which a page would come or go by its dates; `nil` where none will.
  func nextTurn(after clock: SiteClock) -> Int64? {
    files.lazy.compactMap(\.page?.metadata).flatMap { metadata in
      [metadata.date, metadata.publishDate, metadata.expiryDate].compactMap(\.self).map(clock.instant)
    }.filter { $0 > clock.now }.min()
  }
}
