/// BLAKE2b with a digest of 256 bits, as RFC 7693 defines it: a cryptographic hash for 64-bit processors.
///
/// `b2sum --length=256` gives the same digests, so that a built site can be verified without sitegen. SHA-256 would
/// be better known, but without the processor's own instructions for it, which Swift cannot reach, it takes three
/// times as long, and the library that reaches them takes longer to compile than all the rest of sitegen.
struct BLAKE2b {
  /// RFC 7693, section 2.6.
  private static let initialVector: InlineArray<8, UInt64> = [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
  ]
  private static let blockSize = 128

  private var state = initialVector
  /// How many bytes `state` covers.
  private var count: UInt64 = 0
  /// The last bytes so far: never a full block more than one, since the last block is compressed differently.
  private var pending: [UInt8] = []

  init() {
    // The parameter block of an unkeyed digest of 32 bytes (section 2.5).
    state[0] ^= 0x0101_0020
  }

  static func digest(of bytes: [UInt8]) -> ContentDigest {
    var hash = BLAKE2b()
    hash.update(bytes)
    return hash.finalize()
  }

  mutating func update(_ bytes: [UInt8]) {
    var start = 0
    if !pending.isEmpty {
      start = min(bytes.count, Self.blockSize - pending.count)
      pending += bytes[..<start]
      guard start < bytes.count else { return }
      compress(pending, at: 0, isLast: false)
      pending.removeAll(keepingCapacity: true)
    }
    while bytes.count - start > Self.blockSize {
      compress(bytes, at: start, isLast: false)
      start += Self.blockSize
    }
    pending += bytes[start...]
  }

  consuming func finalize() -> ContentDigest {
    let length = pending.count
    pending += repeatElement(0, count: Self.blockSize - length)
    compress(pending, at: 0, isLast: true, length: length)
    return ContentDigest(state[0], state[1], state[2], state[3])
  }

  /// Section 3.2: mixes one block into the state. `length` is short of a block's in the last one alone.
  private mutating func compress(_ bytes: [UInt8], at offset: Int, isLast: Bool, length: Int = blockSize) {
    count += UInt64(length)
    let block = unsafe bytes.span.bytes.extracting(offset..<offset + Self.blockSize)
    let m = InlineArray<16, UInt64> { index in
      unsafe UInt64(littleEndian: block.unsafeLoadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    var v = InlineArray<16, UInt64> { index in index < 8 ? state[index] : Self.initialVector[index - 8] }
    v[12] ^= count
    if isLast { v[14] = ~v[14] }
    round(&v, m, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    round(&v, m, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
    round(&v, m, 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4)
    round(&v, m, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8)
    round(&v, m, 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13)
    round(&v, m, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9)
    round(&v, m, 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11)
    round(&v, m, 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10)
    round(&v, m, 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5)
    round(&v, m, 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0)
    round(&v, m, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    round(&v, m, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
    for index in 0..<8 { state[index] ^= v[index] ^ v[index + 8] }
  }

  /// One round: the sixteen words of the message in the order of the round's row in section 2.7.
  @inline(__always)
  private func round(
    _ v: inout InlineArray<16, UInt64>, _ m: InlineArray<16, UInt64>,
    _ s0: Int, _ s1: Int, _ s2: Int, _ s3: Int, _ s4: Int, _ s5: Int, _ s6: Int, _ s7: Int,
    _ s8: Int, _ s9: Int, _ s10: Int, _ s11: Int, _ s12: Int, _ s13: Int, _ s14: Int, _ s15: Int
  ) {
    mix(&v, 0, 4, 8, 12, m[s0], m[s1])
    mix(&v, 1, 5, 9, 13, m[s2], m[s3])
    mix(&v, 2, 6, 10, 14, m[s4], m[s5])
    mix(&v, 3, 7, 11, 15, m[s6], m[s7])
    mix(&v, 0, 5, 10, 15, m[s8], m[s9])
    mix(&v, 1, 6, 11, 12, m[s10], m[s11])
    mix(&v, 2, 7, 8, 13, m[s12], m[s13])
    mix(&v, 3, 4, 9, 14, m[s14], m[s15])
  }

  /// Section 3.1.
  @inline(__always)
  private func mix(
    _ v: inout InlineArray<16, UInt64>, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt64, _ y: UInt64
  ) {
    v[a] = v[a] &+ v[b] &+ x
    v[d] = rotated(v[d] ^ v[a], by: 32)
    v[c] = v[c] &+ v[d]
    v[b] = rotated(v[b] ^ v[c], by: 24)
    v[a] = v[a] &+ v[b] &+ y
    v[d] = rotated(v[d] ^ v[a], by: 16)
    v[c] = v[c] &+ v[d]
    v[b] = rotated(v[b] ^ v[c], by: 63)
  }

  @inline(__always)
  private func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
    word &>> bits | word &<< (64 - bits)
  }
}
