import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension LoadedSite {
  /// What is wrong with the links and components of pages, page by page.
  func check(_ pages: [PageID], jobs: Int) async -> [[Diagnostic]] {
    let links = LinkChecker(site: site, links: graph.bodies.links, folder: folder)
    let components = ComponentChecker(site: site, templates: templates, folder: folder)
    return await concurrently(pages, jobs: jobs) { id in
      let document = document(of: id)
      return links.check(id, document) + components.check(id, document)
    }
  }

  /// What the Markdown of a page became: all that checks see of it comes from here.
  func document(of id: PageID) -> MarkdownDocument { site[id].body }

  /// The text that a page was made from, read again.
  func source(of id: PageID) -> SourceText? {
    site[id].source.flatMap { RelativePath("Content/\($0)") }.flatMap { folder.text($0).0 }
  }
}
