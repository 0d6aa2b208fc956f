#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file operation that failed here, with the system's own words.
struct LocalFileError: Error {
  var path: String
  var code: Int32

  var reason: String { unsafe String(cString: strerror(code)) }
}

/// The few file operations that publishing needs, on plain paths.
enum LocalFiles {
  struct Entry {
    enum Kind { case file, folder, other }

    var name: String
    var kind: Kind
  }

  /// A folder's entries, sorted by name; symbolic links are not followed.
  static func entries(of folder: String) throws(LocalFileError) -> [Entry] {
    guard let stream = unsafe opendir(folder) else { throw LocalFileError(path: folder, code: errno) }
    defer { unsafe closedir(stream) }
    var entries: [Entry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, kind: try kind(of: "\(folder)/\(name)")))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func kind(of path: String) throws(LocalFileError) -> Entry.Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw LocalFileError(path: path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Hands over the content of a file in pieces of at most a quarter of a megabyte.
  static func read(_ path: String, chunk: ([UInt8]) -> Void) throws(LocalFileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LocalFileError(path: path, code: errno) }
    defer { close(descriptor) }
    while true {
      var failure: Int32 = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, count in
        let received = unsafe recvFile(descriptor, buffer)
        if received < 0 { failure = errno }
        count = max(0, received)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw LocalFileError(path: path, code: failure) }
      guard !bytes.isEmpty else { return }
      chunk(bytes)
    }
  }

  private static func recvFile(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  static func read(_ path: String) throws(LocalFileError) -> [UInt8] {
    var content: [UInt8] = []
    try read(path) { content += $0 }
    return content
  }

  /// The first bytes of a file.
  static func read(_ path: String, atMost limit: Int) throws(LocalFileError) -> [UInt8] {
    var content: [UInt8] = []
    try read(path) { if content.count < limit { content += $0.prefix(limit - content.count) } }
    return content
  }

  /// Writes a new file or replaces the content of one.
  static func write(_ bytes: [UInt8], to path: String) throws(LocalFileError) {
    guard let file = unsafe fopen(path, "wb") else { throw LocalFileError(path: path, code: errno) }
    let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    let failure = errno
    let closed = unsafe fclose(file)
    guard written == bytes.count else { throw LocalFileError(path: path, code: failure) }
    guard closed == 0 else { throw LocalFileError(path: path, code: errno) }
  }

  /// Puts a file in its place in one step, whatever was there; what a link there leads to stays as it is.
  static func replace(_ path: String, with bytes: [UInt8]) throws(LocalFileError) {
    let new = "\(path).new"
    remove(new)
    try write(bytes, to: new)
    guard unsafe rename(new, path) == 0 else { throw LocalFileError(path: path, code: errno) }
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Makes a folder and those above it where they are missing.
  static func makeFolder(_ path: String) throws(LocalFileError) {
    if isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw LocalFileError(path: path, code: errno) }
  }

  /// Makes a folder that only this user can enter, with a name that nobody could foresee.
  ///
  /// Below `/tmp` even where `TMPDIR` says otherwise: the path of a socket has little more than a hundred bytes.
  static func makePrivateFolder() throws(LocalFileError) -> String {
    var template = Array("/tmp/sitegen-XXXXXX".utf8CString)
    let path: String? = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return nil }
      return unsafe String(cString: made)
    }
    guard let path else { throw LocalFileError(path: "/tmp", code: errno) }
    return path
  }

  static func remove(_ path: String) {
    unsafe unlink(path)
  }

  /// Removes a folder made by `makePrivateFolder` with the files in it, which lie side by side.
  static func removePrivateFolder(_ path: String) {
    for entry in (try? entries(of: path)) ?? [] { remove("\(path)/\(entry.name)") }
    unsafe rmdir(path)
  }

  /// Removes a folder with all that is in it; symbolic links are removed, not followed.
  static func removeTree(_ path: String) {
    for entry in (try? entries(of: path)) ?? [] {
      let child = "\(path)/\(entry.name)"
      if entry.kind == .folder { removeTree(child) } else { remove(child) }
    }
    unsafe rmdir(path)
  }
}
