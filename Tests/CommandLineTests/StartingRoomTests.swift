import Foundation
import Testing

/// Where the system has no threads to give, sitegen says so instead of waiting for one. Root has no limit: the test becomes
/// somebody else.
@Suite struct StartingRoomTests {
  @Test(.enabled(if: getuid() == 0), arguments: ["ulimit -u 1", "ulimit -u 2"])
  func aLackOfThreadsIsTold(limit: String) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "sitegen").path
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    process.arguments = [
      "--reuid=64999", "--regid=64999", "--clear-groups", "bash", "-c",
      "\(limit); timeout 60 \(program) check --list-rules >/dev/null",
    ]
    process.standardError = pipe
    try process.run()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // Where even the shell can't start a program there is nothing to see.
    if said.contains("fork") { return }
    #expect(process.terminationStatus == 70)
    #expect(said.hasPrefix("error: the system gives this process no more threads"))
  }
}
