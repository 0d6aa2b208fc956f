import ArgumentParser
import Foundation
import SiteBuild
import SiteDiagnostics
import SiteModel
import SitePreview

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the website in your browser while you work on it.",
    discussion: """
      Save a file, and the browser shows what became of it; mistakes appear in the page and here. Drafts and pages of \
      the future or the past are shown with a badge. Nothing is written: Public stays as it is.
      """)

  @OptionGroup var folder: SourceArguments

  @Option(help: "The port, or the first of those that are tried where it is taken; 0 takes any.")
  var port = 8000

  @Option(help: "The address to listen at. Any but this machine's own lets your network read drafts.")
  var host = "127.0.0.1"

  @Flag(help: "Open the browser.")
  var open = false

  @Flag(help: "Show what readers would see: no drafts, nothing of the future or the past.")
  var publishedOnly = false

  @Flag(help: "Look at the files again and again, where the system doesn't tell of changes: on network drives.")
  var poll = false

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port must be between 0 and 65535.") }
  }

  func run() async throws {
    let source = folder.source
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: source, isDirectory: &isFolder), isFolder.boolValue else {
      throw failure(
        "source.missing-folder", "there is no folder `\(source)`", hint: "name the site's folder with --source")
    }
    guard
      FileManager.default.fileExists(atPath: source + "/Content/site.yaml")
        || FileManager.default.fileExists(atPath: source + "/Content")
    else {
      throw failure(
        "config.missing", "there is no site in `\(source)`: it has no folder `Content`",
        hint: "go to the site's folder or name it with --source; `sitegen new site` begins a new one")
    }
    let server: PreviewServer
    do throws(PreviewServerError) {
      server = try await PreviewServer.start(host: host, port: port)
    } catch {
      throw failure("serve.cannot-listen", error.message, hint: error.hint)
    }
    let origin = PreviewOrigin(host: host, port: server.port)
    let options = BuildOptions(
      source: source, output: "",
      policy: PublicationPolicy(
        includesDrafts: !publishedOnly, includesFuture: !publishedOnly, includesExpired: !publishedOnly),
      jobs: folder.jobCount, now: folder.present)
    let session = PreviewSession(
      server: server, site: PreviewSite(options: options, origin: origin.text),
      watcher: SourceWatcher(WatchScope(root: source, folders: ["Content", "Templates"]), polls: poll),
      files: PreviewFiles(root: source), log: PreviewLog(origin: origin),
      checker: BackgroundCheck(source: source, showsUnpublished: !publishedOnly, now: folder.now),
      present: { folder.present })
    await session.begin(showing: ProgressLine(options.progress, isQuiet: false))
    await session.greet(takenPort: server.port == port || port == 0 ? nil : port, showsUnpublished: !publishedOnly)
    if open { Browser.open(await session.address) }
    await session.run(until: Interruptions())
  }

  private func failure(_ id: String, _ message: String, hint: String) -> any Error {
    DiagnosticFormat.text.report([.error(id, message, hint: hint)])
    return ExitStatus.siteHasErrors.code
  }
}
