import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let addressFilters: [Native] = [
    Native("url", Signature("path")) { arguments, call throws(CallError) in
      let host = try host(call)
      let path = try call.text(of: arguments[0]).string
      noteFile(path, host.graph.site)
      return Value(address(path, host))
    },
    Native("absurl", Signature("path")) { arguments, call throws(CallError) in
      let host = try host(call)
      let path = try call.text(of: arguments[0]).string
      noteFile(path, host.graph.site)
      let origin = host.graph.site.configuration.baseURL.origin
      let address = address(path, host)
      if address.hasPrefix("//") { return Value(origin.prefix { $0 != "/" } + address) }
      return Value(address.utf8.first == UInt8(ascii: "/") ? origin + address : address)
    },
  ]

  static let addressFunctions: [Native] = [
    Native("asset", Signature("path")) { arguments, call throws(CallError) in
      let host = try host(call)
      return host.graph.url(try asset(try call.text(of: arguments[0]).string, host).path)
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
    if let source = site.file(ofWritten: path) { RenderTrace.note(file: source) }
  }

  private static func address(_ path: String, _ host: RenderHost) -> String {
    if Site.isNoPlainAddress(path) { RenderTrace.note(.addresses) }
    return host.graph.site.address(ofWritten: path)
  }
}
