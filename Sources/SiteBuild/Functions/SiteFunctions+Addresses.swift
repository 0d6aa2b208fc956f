import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let addressFilters: [Native] = [
    Native("url", Signature("path")) { arguments, call throws(CallError) in
      let site = try host(call).graph.site
      let path = try call.text(of: arguments[0]).string
      noteFile(path, site)
      return Value(address(path, base: site.configuration.baseURL))
    },
    Native("absurl", Signature("path")) { arguments, call throws(CallError) in
      let site = try host(call).graph.site
      let base = site.configuration.baseURL
      let path = try call.text(of: arguments[0]).string
      noteFile(path, site)
      let address = address(path, base: base)
      return Value(address.hasPrefix("/") ? base.origin + address : address)
    },
  ]

  static let addressFunctions: [Native] = [
    Native("asset", Signature("path")) { arguments, call throws(CallError) in
      let host = try host(call)
      return host.graph.url(try asset(try call.text(of: arguments[0]).string, host).address)
    },
    Native("integrity", Signature("path")) { arguments, call throws(CallError) in
      let path = try call.text(of: arguments[0]).string
      guard let integrity = try asset(path, try host(call)).integrity else {
        throw CallError(
          "`\(path)` is no style or script", hint: "browsers check `integrity` of styles and scripts alone",
          id: "template.no-integrity")
      }
      return Value(integrity)
    },
    Native("ref", Signature("source")) { arguments, call throws(CallError) in
      let host = try host(call)
      let site = host.graph.site
      let source = try call.text(of: arguments[0]).string
      guard let id = site.page(source: source, language: host.language) else {
        let near = nearestName(to: source, among: site.pages.compactMap(\.source))
        throw CallError(
          "there is no page `Content/\(source)`", hint: near.map { "did you mean `\($0)`?" },
          id: "template.unknown-page")
      }
      RenderTrace.note(.page(id, .front))
      RenderTrace.note(.page(id, .relations))
      return host.graph.url(site[id].address)
    },
  ]

  private static func asset(_ path: String, _ host: RenderHost) throws(CallError) -> Asset {
    if let asset = host.assets[path] { return asset }
    let near = nearestName(to: path, among: host.assets.paths)
    throw CallError(
      "there is no file `\(path)` in `Templates/assets`", hint: near.map { "did you mean `\($0)`?" },
      id: "template.unknown-asset")
  }

  /// Notes that a template refers to a file that waits for its page, by its address or its path below `Content`.
  private static func noteFile(_ path: String, _ site: Site) {
    guard !site.withheldFiles.isEmpty else { return }
    let absolute = path.hasPrefix("/") ? path : "/" + path
    let base = site.configuration.baseURL.path
    let address = base != "/" && absolute.hasPrefix(base) ? "/" + absolute.dropFirst(base.utf8.count) : absolute
    if let source = site.sourceOfFile(at: address) { RenderTrace.note(file: source) }
  }

  /// A path in the site as an address from the host's root; one that is such an address already, or absolute, stays.
  private static func address(_ path: String, base: BaseURL) -> String {
    if LinkResolver.isExternal(path) || path.hasPrefix("#") || path.hasPrefix(base.path) { return path }
    return base.address(of: path.hasPrefix("/") ? path : "/" + path)
  }
}
