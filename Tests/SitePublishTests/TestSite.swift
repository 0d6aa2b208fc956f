import Foundation

@testable import SitePublish

/// A folder of its own that is removed at the end.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/sitegen publish's tests \(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Everything below a folder, symbolic links as `-> goal`.
  func content(below name: String) throws -> [String: String] {
    var files: [String: String] = [:]
    let base = URL(filePath: self(name)).resolvingSymlinksInPath().path
    for case let path as String in FileManager.default.enumerator(atPath: base) ?? .init() {
      let full = "\(base)/\(path)"
      if let goal = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
        files[path] = "-> \(goal)"
      } else if try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType == .typeRegular {
        files[path] = try String(contentsOfFile: full, encoding: .utf8)
      }
    }
    return files
  }
}

/// A small finished site: files by path.
struct TestSite {
  var files: [String: String]

  init(build: Int, pages: Int = 5) {
    files = ["index.html": "<p>start \(build)</p>", "style.css": "body { margin: 0 }", "feed.xml": "<rss/>"]
    for page in 1...pages { files["artikel/seite-\(page)/index.html"] = "<p>page \(page)</p>" }
  }

  /// Writes it into a folder, which then holds nothing else.
  func snapshot(in folder: String) async throws -> SiteSnapshot {
    try? FileManager.default.removeItem(atPath: folder)
    for (path, content) in files {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    return try await SiteSnapshot(folder: folder)
  }

  /// What is to be found at the other side.
  func published(_ buildID: String) -> [String: String] {
    files.merging([SiteManifest.buildFile: "\(buildID)\n"]) { first, _ in first }
  }
}

/// The error that the work ends with; `nil` where it succeeds.
func failure(_ work: () async throws -> Void) async -> PublishError? {
  do {
    try await work()
    return nil
  } catch let error as PublishError {
    return error
  } catch {
    return PublishError("unexpected", "\(error)")
  }
}

func errorID(_ work: () async throws -> Void) async -> String? {
  await failure(work)?.id
}
