import SiteBuild

@testable import OutputProbe

/// Reads a site as `OutputProbe` writes it, and says what is wrong with it.
struct SiteReader {
  private let output: String

  init(_ output: String) {
    self.output = output
  }

  /// What the index and the pages that it names say their version is, or `nil` where the site was replaced while it
  /// was read, so that its pages may be gone.
  ///
  /// All are read through the folder as it was at the beginning, so that a switch meanwhile mixes nothing up.
  func versions() throws(SystemError) -> Set<String>? {
    let folder = try Directory(opening: output)
    let identity = try folder.status().identity
    do throws(SystemError) {
      let index = try lines(of: "index.html", in: folder)
      do throws(SystemError) {
        var versions = Set(index.prefix(1))
        for path in index.dropFirst().compactMap({ RelativePath($0) }) {
          versions.formUnion(try lines(of: path, in: folder).prefix(1))
        }
        return versions.subtracting([OutputProbe.steadyVersion])
      } catch {
        guard error.kind == .missing, try lines(of: "index.html", in: folder) != index else { throw error }
        return nil
      }
    } catch {
      guard error.kind == .missing, try Directory(opening: output).status().identity != identity else { throw error }
      return nil
    }
  }

  private func lines(of path: RelativePath, in folder: Directory) throws(SystemError) -> [String] {
    let bytes = try folder.file(path).readToEnd()
    guard bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: " ") else { return ["`\(path)` is cut short"] }
    // Bytes: to split a text takes so long that builds would wait for their reader.
    return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// - Parameter wholeSite: whether all pages must be of one version.
  func faults(wholeSite: Bool) -> [String] {
    do throws(SystemError) {
      guard let versions = try versions() else { return [] }
      if versions.count > 1, wholeSite { return ["versions \(versions.sorted()) at once"] }
      return versions.filter { !$0.hasPrefix("v") }
    } catch {
      return ["cannot \(error.action) `\(error.path)`: \(error.reason)"]
    }
  }
}
