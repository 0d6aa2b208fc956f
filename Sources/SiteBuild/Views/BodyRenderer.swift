import SiteDiagnostics
import SiteMarkdown
import SiteModel

/// Turns a page's Markdown into its final HTML, once addresses and pictures of the whole site are known.
///
/// A class, because every page that is rendered holds on to it.
final class BodyRenderer: Sendable {
  let site: Site
  let bodies: PageBodies
  let links: LinkResolver
  let sizes: ImageSizes
  let components: ComponentRenderer

  init(site: Site, bodies: PageBodies, links: LinkResolver, sizes: ImageSizes, components: ComponentRenderer) {
    self.site = site
    self.bodies = bodies
    self.links = links
    self.sizes = sizes
    self.components = components
  }

  /// The same for the same site with other texts or other templates.
  func copy(bodies: PageBodies, components: ComponentRenderer) -> BodyRenderer {
    BodyRenderer(site: site, bodies: bodies, links: links, sizes: sizes, components: components)
  }

  /// A page's text: a render that shows it more than once, or checks it as well, parses it once.
  func body(of id: PageID) -> PageBody { RenderTrace.body(of: id) { bodies.body(of: id) } }

  func facts(of id: PageID) -> PageBodies.Facts { bodies.facts(of: id) }

  enum Use {
    case page
    /// Addresses are absolute: what names a place in the text leads to the page, which has the same ids.
    case feed
  }

  func html(of id: PageID, for use: Use, host: RenderHost) -> [UInt8] {
    var bytes: [UInt8] = []
    let resolver = Resolver(page: id, renderer: self, host: host)
    switch use {
    case .page:
      body(of: id).document.html.write(for: .page, resolver: resolver, into: &bytes)
      return bytes
    case .feed:
      RenderTrace.note(.page(id, .front))
      body(of: id).document.html.write(for: .feed, resolver: resolver, into: &bytes)
      return AbsoluteAddresses.rewrite(
        bytes, origin: site.configuration.baseURL.origin,
        base: site.configuration.baseURL.permalink(of: site[id].address))
    }
  }

  /// The HTML of Markdown that came from elsewhere than a page's body, its links counted from `page`.
  func html(of document: MarkdownDocument, on page: PageID, host: RenderHost) -> [UInt8] {
    // Its links are counted from the page's source.
    RenderTrace.note(.page(page, .front))
    var bytes: [UInt8] = []
    document.html.write(
      for: .page, resolver: Resolver(page: page, renderer: self, host: host, isOfPage: false), into: &bytes)
    return bytes
  }

  /// A link to a heading of another page, with the id that the heading has where the template has the one that it names.
  private func movedTarget(of resolution: LinkResolver.Resolution) -> LinkResolver.Resolution {
    guard case .page(let target, let suffix) = resolution, !suffix.isEmpty,
      let anchor = LinkResolver.anchor(in: suffix), bodies.surroundings.reservedIDs.contains(anchor)
    else { return resolution }
    RenderTrace.note(.page(target, .text))
    guard let moved = body(of: target).document.movedIDs[anchor], let hash = suffix.firstIndex(of: "#") else {
      return resolution
    }
    return .page(target, suffix: suffix[..<hash] + "#" + moved)
  }

  private struct Resolver: MarkdownResolver {
    let page: PageID
    let renderer: BodyRenderer
    let host: RenderHost
    /// Whether the text is the page's own.
    var isOfPage = true

    func address(of link: MarkdownLink) -> String? {
      let finding = renderer.links.find(link.destination, on: page)
      RenderTrace.note(finding)
      return renderer.links.address(of: renderer.movedTarget(of: finding.resolution), for: link.destination, on: page)
    }

    func leadsNowhere(_ link: MarkdownLink) -> Bool {
      if case .missing = renderer.links.resolve(link.destination, on: page) { return true }
      return false
    }

    func size(of image: MarkdownLink) -> (width: Int, height: Int)? {
      let finding = renderer.links.find(image.destination, on: page)
      RenderTrace.note(finding)
      return renderer.sizes.size(of: finding.resolution).map { ($0.width, $0.height) }
    }

    func render(_ component: MarkdownComponent, body: [UInt8], address: String?, into output: inout [UInt8]) {
      renderer.components.render(
        component, body: body, address: address, host: host,
        place: {
          if isOfPage { return renderer.body(of: page).source.location(of: component.source) }
          return renderer.site[page].source.map { SourceLocation(path: "Content/\($0)") }
        }, into: &output)
    }
  }
}
