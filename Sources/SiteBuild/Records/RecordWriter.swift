/// Puts a record's bytes together.
struct RecordWriter {
  var bytes: [UInt8] = []

  mutating func append(_ word: UInt64) {
    unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// The number of the path's bytes, and these.
  mutating func append(_ path: RelativePath) {
    append(UInt64(path.bytes.count))
    bytes += path.bytes
  }

  mutating func append(_ digest: ContentDigest) {
    append(digest.high)
    append(digest.low)
  }

  mutating func append(_ stamp: FileStamp) {
    let words = (
      stamp.device.littleEndian, stamp.inode.littleEndian, UInt64(stamp.mode).littleEndian,
      (UInt64(stamp.owner) << 32 | UInt64(stamp.group)).littleEndian, stamp.size.littleEndian,
      stamp.modified.littleEndian, stamp.changed.littleEndian
    )
    unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
  }
}
