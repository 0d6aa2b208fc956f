import SiteDiagnostics
import Synchronization

/// The sources that any page may be made from, templates first. Only messages need them: they are read for the first.
final class SharedTexts: Sendable {
  private let paths: [RelativePath]
  private let folder: SourceFolder
  private let known = Mutex<[SourceText]?>(nil)

  init(paths: [RelativePath], folder: SourceFolder) {
    self.paths = paths
    self.folder = folder
  }

  var texts: [SourceText] {
    known.withLock { known in
      let texts = known ?? paths.compactMap { folder.text($0).0 }
      known = texts
      return texts
    }
  }
}
