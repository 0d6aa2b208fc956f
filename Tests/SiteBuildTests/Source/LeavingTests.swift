import SiteDiagnostics
import Testing

@testable import SiteBuild

/// What programs leave beside people's files, and names of people's that look like it.
@Suite struct LeavingTests {
  @Test(arguments: [
    ("~$Pressemitteilung.docx", Leaving.Reason.lock), (".~lock.plan.odt#", .lock), ("bank.LACCDB", .lock),
    ("~WRL0001.tmp", .temporary), ("ppt4F2.TMP", .temporary), ("x.temp", .temporary),
    ("artikel.md~", .backup), ("artikel.md.~1~", .backup), ("artikel.md.Bak", .backup),
    ("Sicherung von x.wbk", .backup),
    ("#artikel.md#", .unsaved), ("artikel.md.swp", .unsaved), ("artikel.md.SWO", .unsaved),
    ("artikel.md.kate-swp", .unsaved), ("bild.jpg:Zone.Identifier", .system),
    ("bild.jpg\u{F03A}Zone.Identifier", .system),
    ("bild.jpg:com.dropbox.attrs", .system), ("bild.jpg:AFP_AfpInfo", .system), ("Icon\r", .system),
    ("thumbs.db", .system), ("EHTHUMBS.DB", .system), ("Desktop.ini", .system),
    ("bericht.pdf.crdownload", .download), ("bericht.pdf.opdownload", .download), ("film.MP4.part", .download),
    ("artikel.md.orig", .versions), ("artikel.md.rej", .versions), ("artikel.md.mine", .versions),
    ("Ordner - Verknüpfung.LNK", .shortcut), ("Seite.url", .shortcut), ("Seite.webloc", .shortcut),
    (".artikel.md.sitegen-new", .interruptedFix), ("artikel.md.sitegen-new", .interruptedFix),
  ])
  func filesAreKnown(name: String, reason: Leaving.Reason) throws {
    #expect(LeavingNames.reason(try #require(RelativePath(name)), isFolder: false) == reason)
  }

  @Test(arguments: [
    "$RECYCLE.BIN", "$Recycle.Bin", "System Volume Information", "__MACOSX", "node_modules", "@eaDir",
    "bericht.download",
  ])
  func foldersAreKnown(name: String) throws {
    #expect(LeavingNames.reason(try #require(RelativePath(name)), isFolder: true) != nil)
  }

  @Test(arguments: [
    "artikel.md", "old.md", "temp.md", "tmp.pdf", "backup.pdf", "part.html", "desktop.png", "Thumbs.jpg", "#.md",
    "~.pdf",
    "Kopie von Artikel.md", "Artikel (1).md", "partitur.pdf", "sweden.sv", "x.sw", "url.txt", "download.zip", "swp",
  ])
  func namesOfPeopleAreNot(name: String) throws {
    #expect(LeavingNames.reason(try #require(RelativePath(name)), isFolder: false) == nil)
  }

  @Test(arguments: [
    ("plan (conflicted copy 2026-11-30).md", true), ("plan (Anna's conflicted copy 2026-11-30).md", true),
    ("plan (In Konflikt stehende Kopie von Anna 2026-11-30).md", true), ("plan (SFConflict anna 2026-11-30).md", true),
    ("plan.sync-conflict-20261130-120000-ABCDEFG.md", true), ("plan (Case Conflict 1).md", true),
    ("konflikt.md", false), ("artikel (2).md", false), ("konflikte-am-hafen-und-anderswo.en.md", false),
  ])
  func copiesOfConflictsAreKnown(name: String, isOne: Bool) throws {
    #expect(LeavingNames.isConflictedCopy(try #require(RelativePath(name))) == isOne)
  }

  @Test(arguments: [
    ("---\ntitle: x\n", true), ("---\r\ntitle: x\r\n", true), ("---  \n\n# y\n\"title\": x\n", true),
    ("\n\n---\ntitel:\n", true),
    ("+++\ntitle = \"x\"\n", true), ("+++\n[params]\nx = 1\n", true), ("---\nüberschrift: x\n", true),
    ("", false), ("---", false), ("---\n", false), ("---\nEin Satz.\n", false), ("----\ntitle: x\n", false),
    ("--- a/datei\n+++ b/datei\n", false), ("Text\n---\ntitle: x\n", false), ("+++\nEin Satz: so\n", false),
    ("---\n<p>x: y</p>\n", false),
  ])
  func frontMatterIsKnown(text: String, isFrontMatter: Bool) {
    #expect(FrontMatterLook.isFrontMatter(Array(text.utf8)) == isFrontMatter)
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    if text.utf8.allSatisfy({ $0 < 0x80 }) { #expect(FrontMatterLook.isFrontMatter(wide) == isFrontMatter) }
  }
}
