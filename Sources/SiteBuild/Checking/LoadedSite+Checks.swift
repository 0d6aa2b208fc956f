import SiteDiagnostics
import SiteModel

extension LoadedSite {
  /// What is wrong with the links and components of pages, page by page.
  func check(_ pages: [PageID], jobs: Int) async -> [[Diagnostic]] {
    let links = LinkChecker(site: site, links: graph.bodies.links, folder: folder)
    let components = ComponentChecker(site: site, templates: templates, folder: folder)
    return await concurrently(pages, jobs: jobs) { links.check($0) + components.check($0) }
  }

  /// Looks through the files that are taken over from the sources.
  func inspectFiles(jobs: Int) async -> (diagnostics: [Diagnostic], needs: PolicyNeeds) {
    let inspector = OutputInspector(origin: SiteOrigin(site.configuration.baseURL.origin))
    let check = ForeignAddressReport(site: site, tree: tree, folder: folder)
    let files = staticFiles.filter { inspector.concerns(fileAt: $0.output.path) }
    let found = await concurrently(files, jobs: jobs) { file in
      let inspection = inspector.inspect(bytes(of: file), path: file.output.path)
      return (
        check.diagnostics(for: inspection.foreign, in: file.source, output: file.output.path), inspection.needs
      )
    }
    var needs = PolicyNeeds()
    for (_, more) in found { needs.formUnion(more) }
    return (found.flatMap { $0.0 }, needs)
  }

  /// The bytes of a file that no template renders; none where it can't be read.
  func bytes(of file: StaticFile) -> [UInt8] {
    switch file.output.content {
    case .bytes(let known): known
    case .copy: folder.text(file.source).0?.bytes ?? []
    }
  }

  /// The files from which a web host learns the headers.
  func headerFiles(_ needs: PolicyNeeds) -> [OutputFile] {
    let policy = ContentSecurityPolicy(needs, hasScripts: graph.assets.hasScripts)
    return site.configuration.headers.map { format in
      let file = HeaderFile(format, policy: policy, base: site.configuration.baseURL, assets: graph.assets)
      return OutputFile(path: file.path, content: .bytes(Array(file.text.utf8)))
    }
  }
}
