import SiteDigest

/// What a site consists of: each file's path and SHA-256, sorted by the bytes of the path.
///
/// Its text is a checksum list that `sha256sum -c` reads: 64 hexadecimal digits, two spaces, the path, a newline.
package struct SiteManifest: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var path: String
    package var digest: String
  }

  /// The small file, added to every published site, by which one can tell over HTTP which build is online.
  package static let buildFile = "sitegen-build.txt"

  package private(set) var entries: [Entry]

  package init(_ entries: some Sequence<Entry>) {
    self.entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Names the site by its content: the SHA-256 of the list of everything but the build file.
  package var buildID: String {
    SHA256.hexDigest(of: Array(Self.text(of: entries.filter { $0.path != Self.buildFile }).utf8))
  }

  /// The manifest with the line for the build file, whose content is the build id and a newline.
  func withBuildFile() -> SiteManifest {
    let content = Self.buildFileContent(buildID)
    let entry = Entry(path: Self.buildFile, digest: SHA256.hexDigest(of: content))
    return SiteManifest(entries.filter { $0.path != Self.buildFile } + [entry])
  }

  static func buildFileContent(_ buildID: String) -> [UInt8] {
    Array("\(buildID)\n".utf8)
  }

  var digests: [String: String] {
    Dictionary(entries.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
  }

  package var text: String { Self.text(of: entries) }

  private static func text(of entries: [Entry]) -> String {
    var text = ""
    text.reserveCapacity(entries.reduce(0) { $0 + $1.path.utf8.count + 67 })
    for entry in entries { text += "\(entry.digest)  \(entry.path)\n" }
    return text
  }

  /// Reads a manifest that came from the other side; `nil` where a line is not of the one form, since a path from there
  /// may name a file to be deleted.
  init?(parsing bytes: [UInt8]) {
    guard let entries = Self.entries(parsing: bytes) else { return nil }
    self.init(entries)
  }

  /// The lines in their order, paths possibly more than once.
  static func entries(parsing bytes: [UInt8]) -> [Entry]? {
    guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else { return nil }
    var entries: [Entry] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.count > 66 else { return nil }
      let digest = line.prefix(64)
      guard digest.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else { return nil }
      guard line.dropFirst(64).prefix(2).elementsEqual("  ".utf8) else { return nil }
      guard let path = String(validating: line.dropFirst(66), as: UTF8.self), SitePath.fault(in: path) == nil else {
        return nil
      }
      entries.append(Entry(path: path, digest: String(decoding: digest, as: UTF8.self)))
    }
    return entries
  }
}
