import SiteDigest

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Who left a cache, and where: a site's folder may come from somebody else, with a cache that says what isn't true of it.
///
/// A key that only this user has is made into one mark with the identity of the cache's folder. Nobody else can write that,
/// and a copy of the folder has another identity.
enum CacheOwner {
  /// In letters; 64 of them. `nil` where the user has no place for a key.
  static func mark(of folder: Directory) -> [UInt8]? {
    guard let key = key(), let identity = try? folder.status().identity else { return nil }
    return Array(SHA256.hexDigest(of: key + Array("\(identity.device):\(identity.inode)".utf8)).utf8)
  }

  private static let keySize = 32

  private static func key() -> [UInt8]? {
    guard let cache = ProcessEnvironment.cacheFolder else { return nil }
    let (folder, path) = ("\(cache)/sitegen", "\(cache)/sitegen/key")
    if let key = read(path) { return key }
    _ = unsafe mkdir(cache, 0o700)
    _ = unsafe mkdir(folder, 0o700)
    let draft = "\(path).\(ProcessEnvironment.processNumber)"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return read(path) }
    var random = SystemRandomNumberGenerator()
    let key = (0..<keySize).map { _ in UInt8.random(in: 0...255, using: &random) }
    let count = unsafe key.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    // Of two processes that make one at the same time, both take the first one's.
    if count == keySize { _ = unsafe link(draft, path) }
    _ = unsafe unlink(draft)
    return read(path)
  }

  /// `nil` where there is none, or others could have written it.
  private static func read(_ path: String) -> [UInt8]? {
    guard let file = try? OpenFile(reading: path), let key = try? file.read(atMost: keySize + 1), key.count == keySize
    else { return nil }
    var status = stat()
    guard unsafe fstat(file.descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
      return nil
    }
    return key
  }
}
