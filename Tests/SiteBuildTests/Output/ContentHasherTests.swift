import Testing

@testable import SiteBuild

/// The expected digests are those of `xxh128sum` 0.8.1.
@Suite struct ContentHasherTests {
  private static let digests = [
    (0, "99aa06d3014798d86001c324468d497f"),
    (1, "a6cd5e9392000f6ac44bdff4074eecdb"),
    (127, "d5add870c9c9e00f060c2e3ddf0f2fb9"),
    (128, "14792fc3af88dc6c05321a0b64d67b41"),
    (129, "dd5e74ac6b45f54ebc30b63382b09a3b"),
    (240, "65b5be86da5540e7c92b68e16f83bbb6"),
    (241, "1da1cb61bcb8a2a102e8cd95421c6d02"),
    (256, "96c36c85d00e5bc544f5d90dacde463a"),
    (1000, "18bf41bc8229e27733ef703fb2b20ed1"),
  ]

  @Test(arguments: digests)
  func `bytes that count up to 250 and begin again`(_ count: Int, _ digest: String) throws {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    #expect(ContentHasher.digest(of: bytes).description == digest)
    #expect(ContentDigest(hexadecimal: Array(digest.utf8)[...]) == ContentHasher.digest(of: bytes))
    for size in [1, 3, 64, 128, 200] {
      let hash = try ContentHasher()
      for start in stride(from: 0, to: count, by: size) { hash.update(Array(bytes[start..<min(count, start + size)])) }
      #expect(hash.finalize().description == digest)
    }
  }

  @Test(arguments: ["", "00", String(repeating: "A", count: 32), String(repeating: "g", count: 32)])
  func `what is no digest`(_ text: String) {
    #expect(ContentDigest(hexadecimal: Array(text.utf8)[...]) == nil)
  }
}
