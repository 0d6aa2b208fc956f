import Testing

@testable import SiteBuild

/// The expected digests are those of `b2sum --length=256` from GNU coreutils 9.1.
@Suite struct BLAKE2bTests {
  @Test func `the example of the standard's appendix, at this length`() {
    #expect(
      BLAKE2b.digest(of: Array("abc".utf8)).description
        == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
  }

  private static let digests = [
    (0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
    (1, "03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314"),
    (127, "f2fe67ff342e21b8f45e8f2e0bcd1d9243245d50ee6c78042e9c491388791c72"),
    (128, "c3582f71ebb2be66fa5dd750f80baae97554f3b015663c8be377cfcb2488c1d1"),
    (129, "f7f3c46ba2564ff4c4c162da1f5b605f9f1c4aa6a20652a9f9a337c1a2f5b9c9"),
    (255, "d9ef0fc521b4266d16df662bec231bc2ec3989e7adeaf63169c295dc239dbbea"),
    (256, "582f782226018ec33076bd8d1c42413530ac7e1126260ffc0f306ba3befc3f24"),
    (1000, "b372d0608f720c8c3dd41e9c8eecb10143b41abe520b616607e754bf79c08331"),
  ]

  @Test(arguments: digests)
  func `bytes that count up to 250 and begin again`(_ count: Int, _ digest: String) throws {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    #expect(BLAKE2b.digest(of: bytes).description == digest)
    #expect(ContentDigest(hexadecimal: Array(digest.utf8)[...]) == BLAKE2b.digest(of: bytes))
    for size in [1, 3, 64, 128, 200] {
      var hash = BLAKE2b()
      for start in stride(from: 0, to: count, by: size) { hash.update(Array(bytes[start..<min(count, start + size)])) }
      #expect(hash.finalize().description == digest)
    }
  }

  @Test(arguments: ["", "00", String(repeating: "A", count: 64), String(repeating: "g", count: 64)])
  func `what is no digest`(_ text: String) {
    #expect(ContentDigest(hexadecimal: Array(text.utf8)[...]) == nil)
  }
}
