import SiteModel

/// The list of the files in an output folder that sitegen wrote, kept in the folder itself so that it changes with it.
///
/// Text in UTF-8 (as far as file names are), sorted by the bytes of the paths, the same for the same site:
/// ```
/// sitegen-manifest 2
/// 06b05ab6733a618578af5f94892f3950 3 ausgaben/index.html
/// ```
/// The first line names the format's version. Each further line is a file: the XXH3 digest of its bytes, of 128 bits, their
/// number, its path from the output folder. In paths `\` is written `\\`, and a line feed `\n`.
package struct OutputManifest: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package let size: Int
    package let digest: ContentDigest

    package init(size: Int, digest: ContentDigest) {
      self.size = size
      self.digest = digest
    }
  }

  package static let fileName: RelativePath = ".sitegen-manifest"
  private static let header = Array("sitegen-manifest 2\n".utf8)

  package let entries: [RelativePath: Entry]

  package init(entries: [RelativePath: Entry]) {
    self.entries = entries
  }

  /// `nil` unless the text is a manifest of this version from the first byte to the last.
  package init?(text: [UInt8]) {
    guard text.starts(with: Self.header), text.last == UInt8(ascii: "\n") else { return nil }
    var entries: [RelativePath: Entry] = [:]
    for line in text.dropFirst(Self.header.count).dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: text.count == Self.header.count)
    {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, let digest = ContentDigest(hexadecimal: fields[0]),
        let size = Int(String(decoding: fields[1], as: UTF8.self)), size >= 0,
        let path = RelativePath(escaped: fields[2])
      else { return nil }
      entries[path] = Entry(size: size, digest: digest)
    }
    self.entries = entries
  }

  package var text: [UInt8] { Self.text(of: entries.sorted { $0.key < $1.key }) }

  /// The text for files that are in the order of their paths' bytes.
  static func text(of files: some Collection<(key: RelativePath, value: Entry)>) -> [UInt8] {
    var text = Self.header
    text.reserveCapacity(files.count * 112)
    for (path, entry) in files { append(entry, of: path, to: &text) }
    return text
  }

  /// The text with another line for a file; `nil` where it doesn't have the old one.
  static func text(_ text: [UInt8], replacing old: Entry, by new: Entry, of path: RelativePath) -> [UInt8]? {
    let lineFeed = UInt8(ascii: "\n")
    var (oldLine, newLine) = ([lineFeed], [lineFeed])
    append(old, of: path, to: &oldLine)
    append(new, of: path, to: &newLine)
    guard let start = ByteSearch.first(oldLine, in: text) else { return nil }
    return text[..<start] + newLine + text[(start + oldLine.count)...]
  }

  private static func append(_ entry: Entry, of path: RelativePath, to text: inout [UInt8]) {
    entry.digest.append(to: &text)
    text.append(UInt8(ascii: " "))
    text.append(decimal: entry.size)
    text.append(UInt8(ascii: " "))
    path.appendEscaped(to: &text)
    text.append(UInt8(ascii: "\n"))
  }
}
