import ArgumentParser
import SiteBuild
import SiteModel

/// The flags of every command that makes the whole site.
struct SiteArguments: ParsableArguments {
  @OptionGroup var folder: SourceArguments

  @Option(
    help: ArgumentHelp("Where the website goes (default: Public in the source folder).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("The site's address, instead of the one in site.yaml.", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Include drafts.")
  var drafts = false

  @Flag(help: "Include pages whose date lies ahead.")
  var future = false

  func validate() throws {
    if let baseURL, BaseURL(baseURL) == nil {
      throw ValidationError("--base-url must be an address like https://www.example.org/, not '\(baseURL)'.")
    }
  }

  var outputFolder: String {
    if let output { return output }
    if folder.source == "." { return "Public" }
    return folder.source.hasSuffix("/") ? folder.source + "Public" : folder.source + "/Public"
  }

  func options(isStrict: Bool = false) -> BuildOptions {
    BuildOptions(
      source: folder.source, output: outputFolder, baseURL: baseURL.flatMap { BaseURL($0) },
      policy: PublicationPolicy(includesDrafts: drafts, includesFuture: future), isStrict: isStrict,
      jobs: folder.jobCount, now: folder.present)
  }
}
