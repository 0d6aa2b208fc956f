import Foundation

@testable import SitePublish

/// A server that rclone can publish to, and an rclone configuration that knows it. What is published comes to lie in the
/// bucket or folder `site`.
final class StoreServer: Sendable {
  /// Of the remote in the configuration.
  let name = "teststore"
  let configuration: String
  let knownHosts: String
  private let folder: TestFolder
  private let store: RcloneTargetTests.Store
  private let server: BackgroundServer

  init(_ store: RcloneTargetTests.Store, folder: TestFolder) throws {
    self.store = store
    self.folder = folder
    let base = NSTemporaryDirectory() + "sitegen-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    configuration = "\(base)/rclone.conf"
    knownHosts = "\(base)/known"
    let port = try BackgroundServer.freePort()
    let address = "127.0.0.1:\(port)"
    var settings = ["type = \(store.rawValue)"]
    switch store {
    case .webdav:
      settings += ["url = http://\(address)", "vendor = other"]
      server = try BackgroundServer(
        "rclone", port: port,
        arguments: ["serve", "webdav", folder("store"), "--addr", address, "--dir-cache-time", "0s"], log: "\(base)/log"
      )
    case .sftp:
      try shell("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(base)/host")
      let key = try String(contentsOfFile: "\(base)/host.pub", encoding: .utf8)
      try "[127.0.0.1]:\(port) \(key)".write(toFile: knownHosts, atomically: true, encoding: .utf8)
      let password = try shell("rclone", "obscure", "test-password").filter { !$0.isNewline }
      settings += ["host = 127.0.0.1", "port = \(port)", "user = tester", "pass = \(password)"]
      server = try BackgroundServer(
        "rclone", port: port,
        arguments: [
          "serve", "sftp", folder("store"), "--addr", address, "--user", "tester", "--pass", "test-password", "--key",
          "\(base)/host",
        ], log: "\(base)/log")
    case .s3:
      settings += [
        "provider = Other", "endpoint = http://\(address)", "access_key_id = test-id",
        "secret_access_key = test-secret", "region = us-east-1",
      ]
      server = try BackgroundServer(
        Self.motoServer, port: port, arguments: ["-H", "127.0.0.1", "-p", String(port)], log: "\(base)/log")
    }
    try (["[\(name)]"] + settings).map { "\($0)\n" }.joined().write(
      toFile: configuration, atomically: true, encoding: .utf8)
    if store == .s3 {
      try shell("env", "-u", "AWS_CA_BUNDLE", "rclone", "--config", configuration, "mkdir", "\(name):site")
    }
  }

  /// Where `.ci/publish` installs it, or on the path.
  private static var motoServer: String {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    let own = root.appending(path: ".venv-test/bin/moto_server").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "moto_server"
  }

  /// Everything that is published.
  func content() throws -> [String: String] {
    guard store == .s3 else { return try folder.content(below: "store/site") }
    try? FileManager.default.removeItem(atPath: folder("bucket"))
    try shell(
      "env", "-u", "AWS_CA_BUNDLE", "rclone", "--config", configuration, "copy", "\(name):site", folder("bucket"))
    return try folder.content(below: "bucket")
  }
}
