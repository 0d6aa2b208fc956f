import SiteDigest
import Testing

@testable import SitePublish

struct ManifestTests {
  private static let digest = String(repeating: "a", count: 64)

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAreThoseOfTheStandard(_ text: String, _ digest: String) {
    #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
  }

  @Test(arguments: [
    ("", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
  ])
  func integrityIsThatOfTheStandard(_ text: String, _ integrity: String) {
    #expect(SHA256.integrity(of: text.utf8) == integrity)
  }

  /// Every length around the ends of blocks, whole and in pieces.
  @Test func digestsDoNotDependOnThePieces() {
    for length in 0..<200 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
      var hash = SHA256()
      for start in stride(from: 0, to: length, by: 13) { hash.update(Array(bytes[start..<min(start + 13, length)])) }
      #expect(hash.finish() == SHA256.hexDigest(of: bytes))
    }
  }

  @Test func readsWhatItWrites() throws {
    let manifest = SiteManifest(
      ["b/ü x.html", "a.html", "b.html"].map { SiteManifest.Entry(path: $0, digest: Self.digest) }
    ).withBuildFile()
    #expect(manifest.entries.map(\.path) == ["a.html", "b.html", "b/ü x.html", "sitegen-build.txt"])
    let read = try #require(SiteManifest(parsing: Array(manifest.text.utf8)))
    #expect(read == manifest)
    #expect(read.buildID == manifest.buildID)
  }

  @Test(arguments: [
    "\(digest)  /etc/passwd\n", "\(digest)  ../x\n", "\(digest)  a/../../x\n", "\(digest) x\n", "\(digest)  \n",
    "\(digest)  x", "zz\n", "\(digest.uppercased())  x\n", "\(digest)  a\\b\n", "\(digest)  a//b\n", "\(digest)  ./x\n",
    "\n\n\(digest)  x\ny\n",
  ])
  func refusesLists(_ text: String) {
    #expect(SiteManifest(parsing: Array(text.utf8)) == nil)
  }

  @Test func findsWhatChanges() {
    func manifest(_ files: [String: Character]) -> SiteManifest {
      SiteManifest(files.map { SiteManifest.Entry(path: $0, digest: String(repeating: $1, count: 64)) })
    }
    let changes = ChangeSet(
      from: manifest(["a": "1", "b": "1", "c": "1"]), to: manifest(["a": "1", "b": "2", "d": "1"]))
    #expect(changes == ChangeSet(added: ["d"], changed: ["b"], deleted: ["c"]))
    #expect(ChangeSet(from: nil, to: manifest(["a": "1"])).added == ["a"])
  }

  @Test(arguments: [
    ("index.html", "/"), ("a/index.html", "/a/"), ("a.html", "/a.html"), ("feed.xml", "/feed.xml"),
  ])
  func addressesAreThoseOfWebServers(_ path: String, _ address: String) {
    #expect(SitePath.address(of: path) == address)
  }

  @Test(arguments: [
    (".DS_Store", true), (".sitegen-manifest", true), ("a/.git/x", true), ("a/.htaccess", true), (".htaccess", false),
    (".well-known/security.txt", false), ("_headers", false), ("index.html", false),
  ])
  func bookkeepingStaysAtHome(_ path: String, _ isHidden: Bool) {
    #expect(SitePath.isHidden(path) == isHidden)
  }

  @Test(arguments: [0, 951_782_399, 951_782_400, 1_765_790_999, 4_102_444_799, 1_709_164_800])
  func timesGoThereAndBack(_ seconds: Int) throws {
    let text = UTCTime.text(ofSeconds: seconds)
    #expect(UTCTime.seconds(of: text) == seconds)
    #expect(try shell("date", "-u", "-d", "@\(seconds)", "+%Y-%m-%dT%H:%M:%SZ") == text + "\n")
  }

  @Test func releasesSortByTime() throws {
    let newest = try #require(ReleaseID("20991231T235959Z-00000000"))
    let next = ReleaseID.next(after: newest, buildID: Self.digest)
    #expect(next.description == "21000101T000000Z-aaaaaaaa")
    #expect(next > newest)
    #expect(ReleaseID("../20991231T235959Z-00000000") == nil)
    #expect(ReleaseID("20991231T235959Z-00000000.incoming") == nil)
  }
}
