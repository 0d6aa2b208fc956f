/// Takes a record's bytes apart; each call gives `nil` where they end too soon.
struct RecordReader {
  let bytes: [UInt8]
  private(set) var offset: Int
  let end: Int

  init(_ bytes: [UInt8], from offset: Int) { self.init(bytes, offset..<bytes.count) }

  /// - Parameter range: the part to read; must lie within the bytes.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Passes over some bytes.
  mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= end - offset else { return nil }
    defer { offset += count }
    return offset..<offset + count
  }

  mutating func word() -> UInt64? {
    guard let range = take(8) else { return nil }
    return unsafe bytes.withUnsafeBytes { buffer in
      UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    }
  }

  mutating func path() -> RelativePath? {
    guard let length = word(), let range = Int(exactly: length).flatMap({ take($0) }) else { return nil }
    return RelativePath(bytes: bytes[range])
  }

  /// The place of a folder that stands before another one.
  mutating func place(below end: Int) -> Int? {
    guard let number = word(), number <= UInt64(end) else { return nil }
    return OutputRecord.top + Int(number)
  }

  mutating func digest() -> ContentDigest? {
    guard let high = word(), let low = word() else { return nil }
    return ContentDigest(high: high, low: low)
  }

  mutating func identity() -> FileStatus.Identity? {
    guard let device = word(), let inode = word() else { return nil }
    return FileStatus.Identity(device: device, inode: inode)
  }

  mutating func stamp() -> FileStamp? {
    guard let device = word(), let inode = word(), let mode = word(), let owners = word(), let size = word(),
      let modified = word(), let changed = word()
    else { return nil }
    return FileStamp(
      device: device, inode: inode, mode: UInt32(truncatingIfNeeded: mode), owner: UInt32(owners >> 32),
      group: UInt32(truncatingIfNeeded: owners), size: Int64(bitPattern: size),
      modified: Int64(bitPattern: modified), changed: Int64(bitPattern: changed))
  }
}
