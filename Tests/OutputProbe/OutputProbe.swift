import Glibc
import SiteBuild
import SiteDiagnostics

/// Writes a site whose files all carry one version: `OutputProbe OUTPUT VERSION PAGES [tree|files]`.
///
/// Tests kill it, run it beside itself, and run it where the disk is full. The first line of `index.html` is the
/// version, the others name the pages; each page and its style sheet say the version again. Every third page is the
/// same in all versions but for that, and every version has pages that the others have not.
@main
struct OutputProbe {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count > 3, let pages = Int(arguments[3]) else { exit(2) }
    let files = site(version: arguments[2], pages: pages)
    do throws(OutputFailure) {
      let staging = try await Staging(
        output: arguments[1], source: "/nonexistent", jobs: 2, patience: .milliseconds(200),
        manner: arguments.last == "files" ? .fileByFile : .wholeTree)
      do throws(OutputFailure) {
        for file in files { try staging.stage(file) }
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

  static func site(version: String, pages: Int) -> [OutputFile] {
    let names = (0..<pages).map { "seiten/\($0 % 7)/\($0 % 5 == 0 ? "\(version)-" : "")\($0)/index.html" }
    let filler = String(repeating: "Lorem ipsum dolor sit amet. ", count: 100)
    var files = names.map { OutputFile(path: $0, content: .bytes(Array("\(version)\n\(filler)".utf8))) }
    files += (0..<pages / 2).map {
      OutputFile(path: "bilder/\($0).svg", content: .bytes(Array("\($0) \(filler)".utf8)))
    }
    let index = ([version] + names).joined(separator: "\n") + "\n"
    return files + [OutputFile(path: "index.html", content: .bytes(Array(index.utf8)))]
  }

  private static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      print(DiagnosticText().text(of: diagnostic), terminator: "")
    }
  }
}
