import Foundation
import SiteDiagnostics
import Testing

@testable import SitePublish

/// A real web server that gives out what was published, or something else.
@Suite(.serialized)
struct LiveVerificationTests {
  private let folder: TestFolder
  private let server: BackgroundServer

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder("web"), withIntermediateDirectories: true)
    let port = try BackgroundServer.freePort()
    server = try BackgroundServer(
      "python3", port: port,
      arguments: ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", folder("web/current")],
      log: folder("log"))
  }

  private func publisher(port: Int? = nil) throws -> Publisher {
    let target = try PublishTarget(
      name: "web", kind: .directory(DirectoryTarget(path: folder("web"))),
      address: "http://127.0.0.1:\(port ?? server.port)")
    return Publisher(target, cacheFolder: folder("cache"))
  }

  @Test func comparesTheBuildAndASampleOfFiles() async throws {
    let snapshot = try await TestSite(build: 1, pages: 50).snapshot(in: folder("public"))
    let publisher = try publisher()
    let report = try await publisher.publish(snapshot)
    let result = try await publisher.verify(report, of: snapshot, patience: .seconds(20))
    #expect(try #require(result).files > 10)
    #expect(try await publisher.verify(report, patience: .seconds(20))?.files == 1)
    // A host that meddles with pages.
    try "<p>start 1</p><script>".write(
      toFile: folder("web/current/index.html"), atomically: true, encoding: .utf8)
    let error = await failure { _ = try await publisher.verify(report, of: snapshot, patience: .seconds(1)) }
    #expect(error?.id == "publish.live-differs")
    #expect(error?.diagnostics[0].message.contains("127.0.0.1:\(server.port)/`") == true)
  }

  @Test func noticesAnotherBuildAndASiteThatIsNotThere() async throws {
    let snapshot = try await TestSite(build: 1).snapshot(in: folder("public"))
    let publisher = try publisher()
    let report = try await publisher.publish(snapshot)
    _ = try await publisher.publish(try await TestSite(build: 2).snapshot(in: folder("public")))
    #expect(
      await errorID { _ = try await publisher.verify(report, patience: .seconds(1)) } == "publish.live-other-build")
    let nobody = try self.publisher(port: BackgroundServer.freePort())
    #expect(
      await errorID { _ = try await nobody.verify(report, patience: .seconds(1)) } == "publish.live-unreachable")
  }
}
