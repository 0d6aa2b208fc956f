import SiteDigest

/// Puts files into a repository by `git fast-import`, all in one go.
struct BlobImport {
  var repository: GitRepository
  var onEvent: @Sendable (PublishEvent) -> Void

  /// - Returns: an entry for each file and each of the extra contents, in that order.
  func run(_ snapshot: SiteSnapshot, extra: [(path: String, content: [UInt8])]) async throws -> [GitTreeEntry] {
    let scratch = try LocalFiles.makePrivateFolder()
    defer { LocalFiles.removePrivateFolder(scratch) }
    let files = snapshot.manifest.entries.filter { $0.path != SiteManifest.buildFile }
    let tool = repository.tool(["fast-import", "--quiet", "--export-marks=\(scratch)/marks"])
    let (_, end) = try await tool.session { session in
      for (number, file) in files.enumerated() {
        let content = try LocalFiles.read("\(snapshot.folder)/\(file.path)")
        guard SHA256.hexDigest(of: content) == file.digest else { throw SiteSnapshot.changedMeanwhile(file.path) }
        await session.write(Self.blob(content, mark: number + 1))
        if number % 100 == 99 { onEvent(.files(done: number + 1, total: files.count)) }
      }
      for (number, file) in extra.enumerated() {
        await session.write(Self.blob(file.content, mark: files.count + number + 1))
      }
      await session.finish()
      _ = try await session.collectOutput(onLine: nil)
    }
    guard end.succeeded else { throw GitFailure.error(for: end, doing: "storing the files", git: repository.git) }
    let objects = Self.objects(in: try LocalFiles.read("\(scratch)/marks"))
    let paths = files.map(\.path) + extra.map(\.path)
    return try paths.enumerated().map { number, path in
      guard let object = objects[number + 1] else { throw end.unexpected("storing `\(path)`") }
      return GitTreeEntry(object: object, path: Array(path.utf8))
    }
  }

  private static func blob(_ content: [UInt8], mark: Int) -> [UInt8] {
    Array("blob\nmark :\(mark)\ndata \(content.count)\n".utf8) + content + [UInt8(ascii: "\n")]
  }

  /// Lines of the form `:1 8ab686ea…`.
  private static func objects(in marks: [UInt8]) -> [Int: String] {
    var objects: [Int: String] = [:]
    for line in marks.split(separator: UInt8(ascii: "\n")) {
      let words = String(decoding: line.dropFirst(), as: UTF8.self).split(separator: " ")
      if words.count == 2, let mark = Int(words[0]) { objects[mark] = String(words[1]) }
    }
    return objects
  }
}
