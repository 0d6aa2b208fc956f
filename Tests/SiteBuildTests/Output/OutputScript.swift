import Glibc
import SiteBuild
import SiteDiagnostics

/// A text that changes a folder and builds sites into it, with what is to come of it.
///
/// ```
/// A title.
///
/// build
///   index.html: the file's text
/// put notes.txt: a file of somebody else
/// build
///   index.html: the file's text
/// > nothing switched: written 0, unchanged 1, removed 0, carried over 1
/// > index.html: the file's text (kept)
/// > notes.txt: a file of somebody else (kept)
/// ```
/// Other commands are `delete PATH`, `folder PATH`, `link PATH -> TARGET`, `pipe PATH`, `chmod MODE PATH` and
/// `leave-stage PATH`. After a `build` stands what it said and what is in the output then; `kept` is a file that is
/// the same as before, not only in its bytes.
struct OutputScript {
  let text: String
  private let root: TemporaryFolder
  private var output: String { "\(root.path)/Public" }

  init(_ text: String) throws {
    self.text = text
    root = try TemporaryFolder()
  }

  /// The text with what really came of it in place of what is to come.
  func transcript(_ way: Way) async throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("> ") }[...]
    var transcript: [String] = []
    while let line = lines.first, !line.isEmpty {
      transcript.append(String(line))
      lines.removeFirst()
    }
    while let line = lines.popFirst() {
      transcript.append(String(line))
      guard line == "build" else {
        if !line.isEmpty { try perform(String(line)) }
        continue
      }
      var files: [OutputFile] = []
      while let line = lines.first, line.hasPrefix("  ") {
        lines.removeFirst()
        transcript.append(String(line))
        let (path, text) = line.dropFirst(2).cut(at: ": ")
        files.append(OutputFile(path: path, content: .bytes(Array(text.utf8))))
      }
      if way == .oldTreeSettled { try await Task.sleep(for: .milliseconds(70)) }
      let before = try Dictionary(uniqueKeysWithValues: listing(way).map { ($0.line, $0.status) })
      transcript += await build(files, way).map { "> \($0)" }
      for (line, status) in try listing(way) {
        transcript.append("> \(line)\(before[line] == status ? " (kept)" : "")")
      }
    }
    return transcript.joined(separator: "\n")
  }

  /// How sites are built.
  enum Way: Sendable, CaseIterable {
    case wholeTree, fileByFile
    /// With the old tree kept, at once after each other or when what was seen of it counts as settled.
    case oldTree, oldTreeSettled

    var keepsOldTree: Bool { self == .oldTree || self == .oldTreeSettled }
  }

  private func build(_ files: [OutputFile], _ way: Way) async -> [String] {
    do throws(OutputFailure) {
      let staging = try await Staging(
        output: output, source: "\(root.path)/Source", jobs: 2, patience: .zero,
        manner: way == .fileByFile ? .fileByFile : .wholeTree, keepsOldTree: way.keepsOldTree)
      do throws(OutputFailure) {
        for file in files where !way.keepsOldTree || !staging.keeps(file) { try staging.stage(file) }
      } catch {
        await staging.abandon()
        throw error
      }
      let result = try await staging.commit()
      let summary =
        "\(result.switch == .none ? "nothing switched" : "switched"): written \(result.written), "
        + "unchanged \(result.unchanged), removed \(result.removed), carried over \(result.carriedOver)"
      return [summary] + describe(result.diagnostics)
    } catch {
      return describe(error.diagnostics)
    }
  }

  private func describe(_ diagnostics: [Diagnostic]) -> [String] {
    let text = diagnostics.map { DiagnosticText().text(of: $0) }.joined()
    return text.replacing(root.path, with: "").split(separator: "\n").map(String.init)
  }

  private func perform(_ command: String) throws {
    let (verb, rest) = command[...].cut(at: " ")
    let (name, text) = rest[...].cut(at: verb == "link" ? " -> " : verb == "chmod" ? " " : ": ")
    let path = "\(output)/\(verb == "chmod" ? text : name)"
    try makeFolders(above: path)
    switch verb {
    case "put":
      _ = unsafe unlink(path)
      try write(text, to: path)
    case "delete": _ = unsafe unlink(path)
    case "folder": _ = unsafe mkdir(path, 0o755)
    case "link": _ = unsafe symlink(text, path)
    case "pipe": _ = unsafe mkfifo(path, 0o644)
    case "chmod": _ = unsafe chmod(path, mode_t(name, radix: 8) ?? 0)
    default: throw SystemError("understand", command, code: EINVAL)
    }
  }

  private func makeFolders(above path: String) throws {
    let parts = path.split(separator: "/").dropLast().joined(separator: "/")
    if let folders = RelativePath(parts) { try Directory(opening: "/").makeDirectories(folders) }
  }

  private func write(_ text: String, to path: String) throws {
    guard let absolute = RelativePath(String(path.dropFirst())) else { throw SystemError("write", path, code: EINVAL) }
    let file = try Directory(opening: "/").newFile(absolute)
    try file.write(Array(text.utf8))
    try file.finish()
  }

  /// What is in the output, and the stages that were left beside it.
  private func listing(_ way: Way) throws -> [(line: String, status: FileStatus?)] {
    var lines: [(String, FileStatus?)] = []
    for entry in try Directory(opening: root.path).entries() where entry.name.description != "Public" {
      lines.append(("left behind: \(entry.name)", nil))
    }
    if way.keepsOldTree { lines.removeAll { $0.0 == "left behind: .Public.sitegen-stage" } }
    guard let folder = try? Directory(opening: output) else { return lines }
    try list(folder, nil, &lines)
    return lines
  }

  private func list(
    _ folder: Directory, _ parent: RelativePath?, _ lines: inout [(String, FileStatus?)]
  ) throws {
    for entry in try folder.entries(of: parent).sorted(by: { $0.name < $1.name }) {
      let path = parent?.appending(entry.name) ?? entry.name
      let status = try folder.status(of: path)
      switch entry.kind {
      case .directory:
        if status?.permissions != 0o755 {
          lines.append(("\(path)/ \(String(status?.permissions ?? 0, radix: 8))", nil))
        }
        if try folder.entries(of: path).isEmpty { lines.append(("\(path)/", nil)) }
        try list(folder, path, &lines)
      case .regular where path.description == ".sitegen-manifest": break
      case .regular:
        lines.append(("\(path): \(String(decoding: try folder.file(path).readToEnd(), as: UTF8.self))", status))
      case .symbolicLink: lines.append(("\(path) is a link", status))
      case .other: lines.append(("\(path) is a pipe", status))
      }
    }
  }
}

extension Staging {
  /// Keeps the file if it has the bytes of another one that is there already, as somebody does who remembers digests.
  func keeps(_ file: OutputFile) -> Bool {
    guard case .bytes(let bytes) = file.content else { return false }
    return keep([(file.path, ContentDigest(of: bytes))])
  }
}

extension Substring {
  /// What stands before and after the first occurrence of a separator; after it nothing where there is none.
  fileprivate func cut(at separator: String) -> (String, String) {
    guard let range = firstRange(of: separator) else { return (String(self), "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
