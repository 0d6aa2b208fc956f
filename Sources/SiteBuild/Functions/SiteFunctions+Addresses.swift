import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let addressFilters: [Native] = [
    Native("url", Signature("path")) { arguments, call throws(CallError) in
      let base = try host(call).graph.site.configuration.baseURL
      return Value(address(try call.text(of: arguments[0]).string, base: base))
    },
    Native("absurl", Signature("path")) { arguments, call throws(CallError) in
      let base = try host(call).graph.site.configuration.baseURL
      let address = address(try call.text(of: arguments[0]).string, base: base)
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

  /// A path in the site as an address from the host's root; one that is such an address already, or absolute, stays.
  private static func address(_ path: String, base: BaseURL) -> String {
    if LinkResolver.isExternal(path) || path.hasPrefix("#") || path.hasPrefix(base.path) { return path }
    return base.address(of: path.hasPrefix("/") ? path : "/" + path)
  }
}
