internal import CXXHash

/// Makes a ``ContentDigest`` of bytes that come in pieces.
///
/// The digest tells a file that was changed by hand or by accident from the one that was written; it is no proof
/// against people who mean harm, who could change the manifest as well. `xxh128sum` gives the same digests, so that a
/// built site can be verified without sitegen.
@safe struct ContentHasher: ~Copyable {
  private let state: OpaquePointer

  /// Fails where there is no memory for it.
  init() throws(SystemError) {
    guard let state = unsafe XXH3_createState() else { throw SystemError("work out the digest of", "a file") }
    unsafe self.state = state
    unsafe XXH3_128bits_reset(state)
  }

  deinit {
    unsafe XXH3_freeState(state)
  }

  static func digest(of bytes: [UInt8]) -> ContentDigest { digest(of: bytes[...]) }

  static func digest(of bytes: ArraySlice<UInt8>) -> ContentDigest {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe ContentDigest(XXH3_128bits(buffer.baseAddress, buffer.count))
    }
  }

  func update(_ bytes: [UInt8]) { update(bytes[...]) }

  func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe XXH3_128bits_update(state, buffer.baseAddress, buffer.count)
    }
  }

  func finalize() -> ContentDigest {
    unsafe ContentDigest(XXH3_128bits_digest(state))
  }
}

extension ContentDigest {
  /// What the manifest says of a file with these bytes.
  package init(of bytes: [UInt8]) { self = ContentHasher.digest(of: bytes) }

  fileprivate init(_ hash: XXH128_hash_t) {
    self.init(high: hash.high64, low: hash.low64)
  }
}
