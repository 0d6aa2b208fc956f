import Glibc
import SiteDiagnostics
import Testing

@testable import SiteBuild

/// A site that is built again and again, with the old tree kept beside it.
struct KeptSite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  func staging() async throws -> Staging {
    try await Staging(
      output: "\(folder.path)/Public", source: "/nonexistent", jobs: 2, patience: .zero, keepsOldTree: true)
  }

  /// Builds a site of these texts; gives back the files, too, that were neither staged nor looked into by the caller.
  func build(_ files: [String: String]) async throws -> (result: OutputResult, kept: Set<String>) {
    let staging = try await staging()
    var kept: Set<String> = []
    for (path, text) in files {
      let bytes = Array(text.utf8)
      if staging.keeps(OutputFile(path: path, content: .bytes(bytes))) {
        kept.insert(path)
      } else {
        try staging.stage(path, bytes)
      }
    }
    return (try await staging.commit(), kept)
  }

  /// The texts of all files in the output but its manifest.
  func contents() throws -> [String: String] {
    var texts: [String: String] = [:]
    let output = try Directory(opening: "\(folder.path)/Public")
    var folders: [RelativePath?] = [nil]
    while let parent = folders.popLast() {
      for entry in try output.entries(of: parent) where entry.name != OutputManifest.fileName {
        let path = parent?.appending(entry.name) ?? entry.name
        switch entry.kind {
        case .directory: folders.append(path)
        case .regular: texts[path.description] = String(decoding: try output.file(path).readToEnd(), as: UTF8.self)
        default: texts[path.description] = "no file"
        }
      }
    }
    return texts
  }

  func identity(of path: String) throws -> FileStatus.Identity {
    let path = try #require(RelativePath(path))
    return try #require(try Directory(opening: folder.path).status(of: path)).identity
  }

  /// Runs a command of the shell in the folder that has the site and its stage in it; gives back what it prints.
  @discardableResult
  func run(_ command: String) throws -> String {
    let log = "\(folder.path)/log"
    let process = try ChildProcess("sh", ["-c", "cd \(folder.path) && { \(command); }"], log: log)
    let (status, output) = try process.wait()
    try #require(status == 0, "\(command): \(output)")
    return output
  }
}
