import SiteDiagnostics
import Testing

@Suite struct KnownPathsTests {
  private static let paths = KnownPaths(
    [
      "index.md", "impressum.md", "ausgaben/index.md", "ausgaben/2025-11/hafen.md", "ausgaben/2025-12/amiens.md",
      "ausgaben/2025-12/indien.md", "ausgaben/2025-12/bilder/kran.svg",
    ] + (0..<2000).map { "archiv/artikel-\($0).md" })

  @Test(arguments: [
    ("impresum.md", "impressum.md"), ("ausgabe/2025-12/amiens.md", "ausgaben/2025-12/amiens.md"),
    ("ausgaben/2025-12/amein.md", "ausgaben/2025-12/amiens.md"),
    ("Ausgaben/2025-11/Hafen.md", "ausgaben/2025-11/hafen.md"),
    // The folder is another one altogether, but nothing else has this name.
    ("bilder/kran.svg", "ausgaben/2025-12/bilder/kran.svg"), ("archiv/artikel-12-.md", "archiv/artikel-12.md"),
  ])
  func aMistypedPathFindsTheOneThatWasMeant(path: String, meant: String) {
    #expect(Self.paths.nearest(to: path) == meant)
  }

  @Test(arguments: ["", "/", "ausgaben/2025-12", "ausgaben/2025-12/nirgends.md", "archiv/bericht-12.md", "x/y/z"])
  func aDifferentOneFindsNothing(path: String) {
    #expect(Self.paths.nearest(to: path) == nil)
  }

  @Test func addressesKeepTheirForm() {
    let addresses = KnownPaths(["/", "/themen/", "/themen/indien/", "/themen/", "/feed.xml"])
    #expect(addresses.nearest(to: "/themen/indein/") == "/themen/indien/")
    #expect(addresses.nearest(to: "/theme") == "/themen/")
    #expect(addresses.nearest(to: "/fed.xml") == "/feed.xml")
  }
}
