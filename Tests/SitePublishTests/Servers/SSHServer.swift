import Foundation

@testable import SitePublish

/// An sshd of one's own: its keys, its configuration, the user who runs the tests, a high port on loopback.
final class SSHServer: Sendable {
  let folder: TestFolder
  let port: Int
  private let server: BackgroundServer

  init() throws {
    folder = try TestFolder()
    // ssh's own configuration language has quotes: no odd names for its own files.
    let base = NSTemporaryDirectory() + "sitegen-sshd-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    self.base = base
    port = try BackgroundServer.freePort()
    for name in ["host", "other-host", "user", "other-user"] {
      try shell("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(base)/\(name)")
    }
    func publicKey(_ name: String) throws -> String {
      try String(contentsOfFile: "\(base)/\(name).pub", encoding: .utf8)
    }
    try publicKey("user").write(toFile: "\(base)/authorized", atomically: true, encoding: .utf8)
    try "[127.0.0.1]:\(port) \(publicKey("host"))".write(
      toFile: "\(base)/known", atomically: true, encoding: .utf8)
    try "[127.0.0.1]:\(port) \(publicKey("other-host"))".write(
      toFile: "\(base)/changed", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(base)/empty", atomically: true, encoding: .utf8)
    // A shell level above one keeps bash from reading the user's start files, which may be slow or noisy.
    let configuration = """
      ListenAddress 127.0.0.1
      Port \(port)
      HostKey \(base)/host
      AuthorizedKeysFile \(base)/authorized
      PidFile none
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin prohibit-password
      MaxStartups 100
      SetEnv SHLVL=2
      """
    try configuration.write(toFile: "\(base)/sshd_config", atomically: true, encoding: .utf8)
    if getuid() == 0 {
      try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }
    server = try BackgroundServer(
      "/usr/sbin/sshd", port: port, arguments: ["-D", "-e", "-f", "\(base)/sshd_config"], log: "\(base)/log")
  }

  let base: String

  deinit {
    try? FileManager.default.removeItem(atPath: base)
  }

  func login(knownHosts: String = "known", identity: String = "user", port: Int? = nil) throws -> SSHLogin {
    try SSHLogin(
      host: "127.0.0.1", user: NSUserName(), port: port ?? self.port, knownHosts: "\(base)/\(knownHosts)",
      identity: "\(base)/\(identity)")
  }
}
