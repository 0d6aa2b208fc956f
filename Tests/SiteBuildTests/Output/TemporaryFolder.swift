import Glibc

@testable import SiteBuild

/// A folder for one test, removed with all that is in it when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/sitegen-test-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { throw SystemError("create the folder", "/tmp") }
    path = unsafe String(cString: made)
  }

  deinit {
    try? Self.remove(path)
  }

  private static func remove(_ path: String) throws {
    let folder = try Directory(opening: path)
    for entry in try folder.entries() {
      if entry.kind == .directory {
        let below = folder.path(of: entry.name)
        _ = unsafe chmod(below, 0o700)
        try remove(below)
      } else {
        try folder.removeFile(entry.name)
      }
    }
    _ = unsafe rmdir(path)
  }
}
