import SiteDiagnostics

/// The output folder as a build finds it.
struct PresentOutput: Sendable {
  let folder: Directory
  /// All that stands in it but the manifest.
  let tree: FileTree
  /// What an earlier build wrote. Empty where there is no manifest that can be read: then nothing there is ours.
  let manifest: OutputManifest
  /// The manifest's bytes, or none.
  let manifestText: [UInt8]

  init(_ folder: Directory, jobs: Int) async throws(SystemError) {
    self.folder = folder
    tree = try await FileTree(of: folder, jobs: jobs) { path, kind in
      (path != OutputManifest.fileName || kind != .regular) && path != Self.innerStage
    }
    if try folder.status(of: OutputManifest.fileName)?.kind == .regular {
      manifestText = try folder.file(OutputManifest.fileName).readToEnd()
    } else {
      manifestText = []
    }
    manifest = OutputManifest(text: manifestText) ?? OutputManifest(entries: [:])
  }

  /// The stage's place where the output is a file system of its own: what is staged beside it could not be moved in.
  static let innerStage: RelativePath = ".sitegen-stage"

  /// Whether there is a manifest that nobody can make sense of.
  var hasUnreadableManifest: Bool { !manifestText.isEmpty && OutputManifest(text: manifestText) == nil }

  /// Whether an earlier build wrote the file: what has become a link or a folder meanwhile, somebody else made.
  func owns(_ path: RelativePath) -> Bool {
    manifest.entries[path] != nil && tree.kinds[path] == .regular
  }
}
