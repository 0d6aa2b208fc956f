/// Takes a record's bytes apart; each call gives `nil` where they end too soon.
struct RecordReader {
  private let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  mutating func word() -> UInt64? {
    guard bytes.count - offset >= 8 else { return nil }
    defer { offset += 8 }
    return unsafe bytes.withUnsafeBytes { buffer in
      UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  mutating func path() -> RelativePath? {
    guard let length = word(), length <= UInt64(bytes.count - offset) else { return nil }
    defer { offset += Int(length) }
    return RelativePath(bytes: bytes[offset..<offset + Int(length)])
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
