import SiteBuild
import Testing

/// Outputs that begin a file system of their own, or hold one; `mounts.sh` makes them.
@Suite struct MountTests {
  private static let script = #filePath.replacing("MountTests.swift", with: "mounts.sh")

  @Test(.enabled(if: DiskFullTests.unshare != nil, "needs root, or user name spaces, to mount file systems"))
  func `the site comes file by file where folders cannot be exchanged`() throws {
    let folder = try TemporaryFolder()
    let process = try ChildProcess(
      "unshare",
      (DiskFullTests.unshare ?? [])
        + ["sh", Self.script, ChildProcess.program("OutputProbe"), "\(folder.path)/mounts"],
      log: "\(folder.path)/log")
    let (status, output) = try process.wait()
    #expect(status == 0)
    let expected = [("tmpfs", 1, ""), ("bind", 1, ""), ("inside", 2, "downloads ")].map { name, foreign, folder in
      """
      \(name) fileByFile 16 0 0 \(foreign) v0 [output.not-atomic]
      \(name) fileByFile 11 5 2 \(foreign) v1 [output.not-atomic]
      \(name) none 0 16 0 \(foreign) v1 
      \(name) Public .sitegen-manifest bilder \(folder)index.html seiten von-hand.txt 

      """
    }
    #expect(output == expected.joined())
  }
}
