import Foundation
import SiteBuild
import SiteModel

/// A copy of the sample site with an output and a cache, and what may happen to them between two builds.
struct CachedSite {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Preview/Site")

  private let folder: TemporaryFolder
  let source: String
  /// With a cache.
  let options: BuildOptions

  init() throws {
    folder = try TemporaryFolder()
    source = folder.path + "/site"
    try FileManager.default.copyItem(at: Self.sample, to: URL(filePath: source))
    var options = BuildOptions(
      source: source, output: folder.path + "/Public",
      policy: PublicationPolicy(includesDrafts: true, includesFuture: true, includesExpired: true), jobs: 2,
      now: .instant(1_768_478_400))
    options.usesCache = true
    options.measuresRenders = true
    self.options = options
  }

  /// What a build without a cache gives, in a new folder.
  func cleanBuild(_ options: BuildOptions) async -> (report: BuildReport, output: String) {
    var clean = options
    clean.usesCache = false
    clean.output = "\(folder.path)/clean-\(UInt64.random(in: 0 ... .max))"
    return (await SiteBuilder.build(clean), clean.output)
  }

  /// How many files of the site no template renders.
  var copiedFiles: Int {
    let paths = FileManager.default.subpaths(atPath: source) ?? []
    let copied = paths.filter { path in
      let isFile = (path as NSString).pathExtension != ""
      return isFile && (path.hasPrefix("Templates/assets/") || path.hasPrefix("Content/") && !path.hasSuffix(".md"))
        && path != "Content/site.yaml"
    }
    return copied.count
  }

  static func path(ofPage number: Int) -> String { "Content/viele/seite-\(number).md" }

  /// Pages of a folder of their own, which show nothing but themselves.
  func write(pages: some Sequence<Int>) throws {
    try FileManager.default.createDirectory(atPath: "\(source)/Content/viele", withIntermediateDirectories: true)
    try Data("<!doctype html><title>{{ page.title }}</title>{{ page.content }}\n".utf8)
      .write(to: URL(filePath: "\(source)/Templates/allein.html"))
    for number in pages {
      try Data("---\ntitle: Seite \(number)\ntemplate: allein\n---\n\nText \(number).\n".utf8)
        .write(to: URL(filePath: "\(source)/\(Self.path(ofPage: number))"))
    }
  }

  func remove(pages: [Int]) throws {
    for number in pages { try FileManager.default.removeItem(atPath: "\(source)/\(Self.path(ofPage: number))") }
  }

  func append(_ text: String, to path: String) throws {
    let url = URL(filePath: "\(source)/\(path)")
    try (String(contentsOf: url, encoding: .utf8) + text).write(to: url, atomically: false, encoding: .utf8)
  }

  func replace(_ old: String, with new: String, in path: String) throws {
    let url = URL(filePath: "\(source)/\(path)")
    try String(contentsOf: url, encoding: .utf8).replacing(old, with: new)
      .write(to: url, atomically: true, encoding: .utf8)
  }

  /// Waits until the times of what was written lie clearly in the past.
  func settle() async throws { try await Task.sleep(for: .milliseconds(150)) }

  /// Does something to the output or the cache that no build does; tells what.
  func mistreat(_ random: inout RandomNumbers) throws -> String {
    let cache = URL(filePath: source + "/.sitegen/build-cache")
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      guard var bytes = try? Data(contentsOf: cache), !bytes.isEmpty else { return "nothing" }
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      try bytes.write(to: cache)
      return "cut the cache short"
    case 1:
      guard var bytes = try? Data(contentsOf: cache), !bytes.isEmpty else { return "nothing" }
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try bytes.write(to: cache)
      return "change a bit of the cache"
    case 2:
      try? FileManager.default.removeItem(at: cache)
      return "delete the cache"
    case 3:
      try? FileManager.default.removeItem(atPath: options.output)
      return "delete the output"
    case 4:
      guard let file = output(&random) else { return "nothing" }
      try FileManager.default.removeItem(atPath: file)
      return "delete \(file)"
    case 5:
      guard let file = output(&random) else { return "nothing" }
      let handle = try FileHandle(forWritingTo: URL(filePath: file))
      try handle.write(contentsOf: Data("?".utf8))
      try handle.close()
      return "change \(file)"
    default:
      let old = Date(timeIntervalSince1970: 1_000_000_000)
      for path in FileManager.default.subpaths(atPath: source + "/Content") ?? [] where path.hasSuffix(".md") {
        try FileManager.default.setAttributes(
          [.modificationDate: old], ofItemAtPath: "\(source)/Content/\(path)")
      }
      return "touch all pages"
    }
  }

  private func output(_ random: inout RandomNumbers) -> String? {
    let pages = (FileManager.default.subpaths(atPath: options.output) ?? []).filter { $0.hasSuffix(".html") }.sorted()
    return pages.randomElement(using: &random).map { "\(options.output)/\($0)" }
  }

  func files(below folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in FileManager.default.subpaths(atPath: folder) ?? [] where !path.hasPrefix(".") {
      let url = URL(filePath: "\(folder)/\(path)")
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files[path] = try Data(contentsOf: url)
    }
    return files
  }
}
