#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is open for reading or for writing, and closed when this value's life ends.
package struct OpenFile: ~Copyable, Sendable {
  private let owner: DescriptorOwner
  private let place: Place

  /// How the file was opened: its path is put together only where a message needs it.
  private enum Place: Sendable {
    case path(String)
    case file(RelativePath, in: Directory)

    var path: String {
      switch self {
      case .path(let path): path
      case .file(let relative, let folder): folder.path(of: relative)
      }
    }
  }

  /// Takes over `descriptor`, a file's in a folder.
  init(descriptor: Int32, _ relative: RelativePath, in folder: Directory) {
    owner = DescriptorOwner(number: descriptor)
    place = .file(relative, in: folder)
  }

  /// For messages.
  var path: String { place.path }

  var descriptor: Int32 { owner.number }

  /// Opens a file for reading by a path from the root or from the current folder; symbolic links are followed.
  ///
  /// A pipe does not make the call wait; reading from it gives nothing.
  package init(reading path: String) throws(SystemError) {
    let descriptor = retryingInterruptions { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw SystemError("read", path) }
    owner = DescriptorOwner(number: descriptor)
    place = .path(path)
  }

  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return FileStatus(status)
  }

  /// The bytes from here on, at most `limit` of them.
  ///
  /// - Parameter size: how many there should be, where that is known: once they are there nobody asks whether more come.
  package func read(atMost limit: Int, size: Int? = nil) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let read = retryingInterruptions { unsafe Self.read(descriptor, rest) }
        if read < 0 { failure = SystemError("read", path) }
        guard read > 0 else { return }
        count += read
        if count == size { return }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The bytes of a range, or as many of them as there are; where the file is read otherwise stays as it is.
  package func read(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let offset = off_t(range.lowerBound + count)
        let read = retryingInterruptions { unsafe pread(descriptor, rest.baseAddress, rest.count, offset) }
        if read < 0 { failure = SystemError("read", path) }
        guard read > 0 else { return }
        count += read
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// All bytes from here on. One allocation and two calls for a file whose size holds still.
  package func readToEnd() throws(SystemError) -> [UInt8] {
    let status = try status()
    guard status.kind != .directory else { throw SystemError("read", path, code: EISDIR) }
    var bytes = try read(atMost: status.size + 1, size: status.size)
    guard bytes.count > status.size else { return bytes }
    while true {
      let more = try read(atMost: 1 << 16)
      if more.isEmpty { return bytes }
      bytes += more
    }
  }

  package func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes[...]) }

  func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return retryingInterruptions { unsafe Self.write(descriptor, rest) }
      }
      guard count >= 0 else { throw SystemError("write", path) }
      written += count
    }
  }

  /// Whether the file takes less room on the disk than it has bytes.
  func hasHoles() throws(SystemError) -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return Int(status.st_blocks) * 512 < Int(status.st_size)
  }

  /// Leaves out so many bytes, which are zeros then, and take no room where the file system can do that.
  func skip(_ count: Int) throws(SystemError) {
    guard lseek(descriptor, off_t(count), SEEK_CUR) >= 0 else { throw SystemError("write", path) }
  }

  /// Makes the file so long, whatever was left out at its end.
  func extend(to size: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw SystemError("write", path) }
  }

  private static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Closes a file that was written: some file systems say only now that the bytes found no room.
  package consuming func finish() throws(SystemError) {
    let place = place
    guard owner.close() == 0 || errno == EINTR else { throw SystemError("write", place.path) }
  }
}
