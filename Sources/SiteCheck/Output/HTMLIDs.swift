import SiteMarkdown

/// The ids of a page.
struct HTMLIDs: Sendable {
  /// In the order of the page.
  let ranges: [Range<Int>]
  /// Sorted: most pages are only asked whether they have one, and whether each is there once.
  private let hashes: [UInt64]

  init(_ ranges: [Range<Int>], in bytes: Span<UInt8>) {
    self.ranges = ranges
    var hashes: [UInt64] = []
    hashes.reserveCapacity(ranges.count)
    for range in ranges {
      let isPlain = bytes.first(UInt8(ascii: "&"), from: range.lowerBound, to: range.upperBound) == nil
      hashes.append(
        isPlain ? ByteHash.of(bytes, range) : ByteHash.of(CharacterReferences.decode(bytes.text(range))))
    }
    hashes.sort()
    self.hashes = hashes
  }

  /// Whether some id stands twice.
  var hasTwins: Bool { zip(hashes, hashes.dropFirst()).contains { $0 == $1 } }

  func contains(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool { contains(ByteHash.of(bytes, range)) }

  func contains(_ id: String) -> Bool { contains(ByteHash.of(id)) }

  private func contains(_ hash: UInt64) -> Bool {
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == hash
  }
}
