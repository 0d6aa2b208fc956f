import Glibc
import SiteBuild
import Testing

/// Builds on small file systems that only this test sees; `disk-full.sh` makes them and says what came of each build.
@Suite struct DiskFullTests {
  private static let script = #filePath.replacing("DiskFullTests.swift", with: "disk-full.sh")

  /// How a program may mount file systems for itself: as root, or in a name space of its own.
  static let unshare: [String]? = {
    for options in [["-m"], ["-U", "-r", "-m"]] {
      let log = "/tmp/sitegen-unshare-\(getpid())"
      defer { _ = unsafe unlink(log) }
      let mounting = ["sh", "-c", "mount -t tmpfs none /mnt"]
      if let process = try? ChildProcess("unshare", options + mounting, log: log), (try? process.wait().status) == 0 {
        return options
      }
    }
    return nil
  }()

  @Test(
    .enabled(if: unshare != nil, "needs root, or user name spaces, to mount small file systems"),
    arguments: ["tree", "files", "old"])
  func `a full disk leaves the old site`(_ manner: String) throws {
    let folder = try TemporaryFolder()
    let process = try ChildProcess(
      "unshare",
      (Self.unshare ?? [])
        + ["sh", Self.script, ChildProcess.program("OutputProbe"), "\(folder.path)/small", manner],
      log: "\(folder.path)/log")
    let (status, output) = try process.wait()
    #expect(status == 0)
    let lines = output.split(separator: "\n")
    #expect(lines.count == 27)
    for line in lines {
      #expect(line.hasSuffix("status 1 site old [output.disk-full]") || line.hasSuffix("status 0 site new "))
    }
    #expect(lines.contains { $0.contains("site old") } && lines.contains { $0.contains("site new") })
  }
}
