import Foundation
import SiteBuild
import SiteModel
import Testing

/// The newsletter's sources in a folder of their own, to be changed as an editor or a designer would.
struct NewsletterCopy {
  private static let repository = URL(filePath: #filePath).appending(path: "../../..").standardized

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["Content", "Templates"] {
      try FileManager.default.copyItem(
        at: Self.repository.appending(path: name), to: URL(filePath: "\(folder.path)/\(name)"))
    }
  }

  func url(_ path: String) -> URL { URL(filePath: "\(folder.path)/\(path)") }
  func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: url(path)), as: UTF8.self) }
  func write(_ path: String, _ text: String) throws { try Data(text.utf8).write(to: url(path)) }

  func change(_ path: String, _ work: (String) -> String) throws {
    let before = try text(path)
    let after = work(before)
    #expect(before != after)
    try write(path, after)
  }

  func build(isPrecompressed: Bool = false) async -> BuildReport {
    var options = BuildOptions(
      source: folder.path, output: folder.path + "/Public", jobs: 2, now: .instant(1_768_478_400))
    options.isPrecompressed = isPrecompressed
    return await SiteBuilder.build(options)
  }
}
