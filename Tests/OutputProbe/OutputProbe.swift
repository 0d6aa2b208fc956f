import Glibc
import SiteBuild
import SiteDiagnostics

/// Writes a site whose files all carry one version: `OutputProbe OUTPUT VERSION PAGES [tree|files|old|one]`. With `old` the old
/// tree is kept, and files that are the same are not written again; with `one`, too, and only the index carries the version.
///
/// `OutputProbe OUTPUT --again CHANGES` builds the site that is in the output once more, with that many of its files changed,
/// and says how long each step took.
///
/// Tests kill it, run it beside itself, and run it where the disk is full. The first line of `index.html` is the
/// version, the others name the pages; each page and its style sheet say the version again. Every third page is the
/// same in all versions but for that, and every version has pages that the others have not.
@main
struct OutputProbe {
  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.count == 4, arguments[2] == "--again", let changes = Int(arguments[3]) {
      await Repetition(output: arguments[1], changes: changes).run()
      return
    }
    guard arguments.count > 3, let pages = Int(arguments[3]) else { exit(2) }
    let keepsOldTree = ["old", "one"].contains(arguments.last)
    let files = site(version: arguments[2], pages: pages, isSteady: arguments.last == "one")
    do throws(OutputFailure) {
      let staging = try await Staging(
        output: arguments[1], source: "/nonexistent", jobs: 2, patience: .milliseconds(200),
        manner: arguments.last == "files" ? .fileByFile : .wholeTree, keepsOldTree: keepsOldTree)
      do throws(OutputFailure) {
        for file in files where !keepsOldTree || !keeps(file, staging) { try staging.stage(file) }
      } catch {
        await staging.abandon()
        throw error
      }
      let result = try await staging.commit()
      report(result.diagnostics)
      print("\(result.switch) \(result.written) \(result.unchanged) \(result.removed) \(result.carriedOver)")
    } catch {
      report(error.diagnostics)
      exit(1)
    }
  }

  private static func keeps(_ file: OutputFile, _ staging: Staging) -> Bool {
    guard case .bytes(let bytes) = file.content else { return false }
    return staging.keep([(file.path, ContentDigest(of: bytes))])
  }

  /// - Parameter isSteady: whether nothing but the index is another in another version.
  static func site(version: String, pages: Int, isSteady: Bool) -> [OutputFile] {
    let pageVersion = isSteady ? steadyVersion : version
    let names = (0..<pages).map { "seiten/\($0 % 7)/\($0 % 5 == 0 ? "\(pageVersion)-" : "")\($0)/index.html" }
    let filler = String(repeating: "Lorem ipsum dolor sit amet. ", count: 100)
    var files = names.map { OutputFile(path: $0, content: .bytes(Array("\(pageVersion)\n\(filler)".utf8))) }
    files += (0..<pages / 2).map {
      OutputFile(path: "bilder/\($0).svg", content: .bytes(Array("\($0) \(filler)".utf8)))
    }
    let index = ([version] + names).joined(separator: "\n") + "\n"
    return files + [OutputFile(path: "index.html", content: .bytes(Array(index.utf8)))]
  }

  /// What pages say which are the same in all versions.
  static let steadyVersion = "v"

  static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      print(DiagnosticText().text(of: diagnostic), terminator: "")
    }
  }
}
