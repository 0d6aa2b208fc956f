import SiteDiagnostics
import SiteModel
import SiteTemplate

/// Renders single jobs of a plan; any number of them at once.
struct Renderer: Sendable {
  let graph: ViewGraph
  let templates: SiteTemplates
  let origins: ValueOrigins

  /// The file's bytes, or why there are none.
  func render(_ job: RenderJob) -> Result<[UInt8], RenderFailure> {
    let id: PageID? =
      switch job.subject {
      case .page(let id, _), .redirect(let id): id
      default: nil
      }
    let host = RenderHost(graph: graph, language: job.language, page: id)
    do throws(RenderError) {
      return .success(
        try templates.set.render(job.template, context: .object(context(of: job)), host: host))
    } catch {
      return .failure(RenderFailure(diagnostics: origins.explain(error, while: job, of: graph.site)))
    }
  }

  private func context(of job: RenderJob) -> RenderContext {
    switch job.subject {
    case .page(let id, let sheet):
      guard let sheet else {
        return RenderContext(graph: graph, language: job.language, id: id, page: graph.page(id))
      }
      let page = graph.site[id]
      let paginator = SheetView.paginator(sheet, of: page, graph)
      return RenderContext(
        graph: graph, language: job.language, id: id, page: graph.sheet(sheet.number, of: id),
        pages: graph.pages(page.children[sheet.range]),
        paginator: sheet.count > 1 ? paginator : nil)
    case .feed(let feed):
      return RenderContext(
        graph: graph, language: job.language, pages: graph.pages(feed.pages), feed: FeedView.value(of: feed, graph))
    case .redirect(let id):
      return RenderContext(graph: graph, language: job.language, id: id, page: graph.page(id), pages: .undefined)
    case .sitemap(let pages):
      return RenderContext(graph: graph, language: job.language, pages: graph.pages(pages))
    case .robots:
      return RenderContext(graph: graph, language: job.language)
    }
  }
}

/// Why a job gave no file.
struct RenderFailure: Error {
  let diagnostics: [Diagnostic]
}
