/// The record as it stands in the stage, in words of 8 bytes with the lowest byte first, and paths.
///
/// ```
/// "sitegen-record 1"
/// identity of the output, of the old tree (two words each; 0 where there is none), digest of the manifest
/// number of folders, and for each: path, place of its parent, what is there, its stamps
/// number of files, and for each: path, place of its folder, what is there, its stamp, size and digest by the manifest,
///   inode in the old tree
/// digest of all that
/// ```
/// Whatever isn't exactly that is no record: one that was cut short, damaged, or made by another version.
extension OutputRecord {
  private static let header = Array("sitegen-record 1".utf8)

  /// What is there of a folder or file, as bits.
  private struct Parts: OptionSet {
    let rawValue: UInt64
    static let output = Parts(rawValue: 1)
    static let settled = Parts(rawValue: 2)
    static let old = Parts(rawValue: 4)
    static let oldSettled = Parts(rawValue: 8)
    static let entry = Parts(rawValue: 16)
  }

  /// Hands over the bytes piece by piece: of a large site they are many. Fails where the pieces' taker does, or where there is
  /// no memory.
  func write(to take: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) {
    let hasher = try ContentHasher()
    var writer = RecordWriter()
    func handOver() throws(SystemError) {
      hasher.update(writer.bytes)
      try take(writer.bytes)
      writer.bytes.removeAll(keepingCapacity: true)
    }
    writer.bytes.reserveCapacity(Self.pieceSize + 1 << 14)
    writer.bytes += Self.header
    for root in [outputRoot, oldRoot ?? FileStatus.Identity(device: 0, inode: 0)] {
      writer.append(root.device)
      writer.append(root.inode)
    }
    writer.append(manifestDigest)
    writer.append(UInt64(folders.count))
    for folder in folders {
      Self.append(folder, to: &writer)
      if writer.bytes.count > Self.pieceSize { try handOver() }
    }
    writer.append(UInt64(files.count))
    for file in files {
      Self.append(file, to: &writer)
      if writer.bytes.count > Self.pieceSize { try handOver() }
    }
    try handOver()
    writer.append(hasher.finalize())
    try take(writer.bytes)
  }

  private static let pieceSize = 1 << 18

  private static func append(_ folder: Folder, to writer: inout RecordWriter) {
    writer.append(folder.path)
    writer.append(UInt64(folder.parent - top))
    var parts: Parts = []
    if let output = folder.output { parts.formUnion(output.isSettled ? [.output, .settled] : .output) }
    if let old = folder.old { parts.formUnion(old.isSettled ? [.old, .oldSettled] : .old) }
    writer.append(parts.rawValue)
    if let output = folder.output { writer.append(output.stamp) }
    if let old = folder.old { writer.append(old.stamp) }
  }

  private static func append(_ file: File, to writer: inout RecordWriter) {
    writer.append(file.path)
    writer.append(UInt64(file.parent - top))
    var parts: Parts = []
    if let output = file.output { parts.formUnion(output.isSettled ? [.output, .settled] : .output) }
    if file.oldInode != nil { parts.insert(.old) }
    if file.entry != nil { parts.insert(.entry) }
    writer.append(parts.rawValue)
    if let output = file.output { writer.append(output.stamp) }
    if let entry = file.entry {
      writer.append(UInt64(entry.size))
      writer.append(entry.digest)
    }
    if let inode = file.oldInode { writer.append(inode) }
  }

  init?(bytes: [UInt8]) {
    let sealLength = 16
    guard bytes.count > Self.header.count + sealLength, bytes.starts(with: Self.header) else { return nil }
    var trailer = RecordReader(bytes, from: bytes.count - sealLength)
    guard trailer.digest() == ContentHasher.digest(of: bytes.dropLast(sealLength)) else { return nil }
    var reader = RecordReader(bytes, from: Self.header.count)
    guard let outputRoot = reader.identity(), let oldRoot = reader.identity(), let manifest = reader.digest(),
      let folderCount = reader.count(size: 24)
    else { return nil }
    self.init(outputRoot: outputRoot, oldRoot: oldRoot.inode == 0 ? nil : oldRoot, manifestDigest: manifest)
    folders.reserveCapacity(folderCount)
    for _ in 0..<folderCount {
      guard let folder = Self.folder(from: &reader, at: folders.count) else { return nil }
      folders.append(folder)
    }
    guard let fileCount = reader.count(size: 24) else { return nil }
    files.reserveCapacity(fileCount)
    for _ in 0..<fileCount {
      guard let file = Self.file(from: &reader, folders: folders.count) else { return nil }
      files.append(file)
    }
    guard reader.offset == bytes.count - sealLength else { return nil }
  }

  private static func folder(from reader: inout RecordReader, at place: Int) -> Folder? {
    guard let path = reader.path(), let parent = reader.place(below: place), let bits = reader.word() else {
      return nil
    }
    let parts = Parts(rawValue: bits)
    var folder = Folder(path: path, parent: parent)
    if parts.contains(.output) {
      guard let stamp = reader.stamp() else { return nil }
      folder.output = Sighting(stamp: stamp, isSettled: parts.contains(.settled))
    }
    if parts.contains(.old) {
      guard let stamp = reader.stamp() else { return nil }
      folder.old = Sighting(stamp: stamp, isSettled: parts.contains(.oldSettled))
    }
    return folder
  }

  private static func file(from reader: inout RecordReader, folders: Int) -> File? {
    guard let path = reader.path(), let parent = reader.place(below: folders), let bits = reader.word() else {
      return nil
    }
    let parts = Parts(rawValue: bits)
    var file = File(path: path, parent: parent)
    if parts.contains(.output) {
      guard let stamp = reader.stamp() else { return nil }
      file.output = Sighting(stamp: stamp, isSettled: parts.contains(.settled))
    }
    if parts.contains(.entry) {
      guard let size = reader.word().flatMap({ Int(exactly: $0) }), let digest = reader.digest() else { return nil }
      file.entry = OutputManifest.Entry(size: size, digest: digest)
    }
    if parts.contains(.old) {
      guard let inode = reader.word() else { return nil }
      file.oldInode = inode
    }
    return file
  }
}
