import SiteModel

/// A file that tells a web host which headers to send with the site. The server's own configuration says how long
/// browsers may keep what, as far as it can: `Documentation/publishing/web-servers.md`.
struct HeaderFile {
  let path: String
  let text: String

  /// For names that have their content's digest in them: a year, which is as long as RFC 9111 speaks of.
  private static let forGood = "public, max-age=31536000, immutable"
  /// For pages and what keeps its name: to be asked for again each time.
  private static let forNow = "no-cache"
  /// What `AssetBuilder` calls files.
  private static let fingerprinted = #"/assets/.+\.[0-9a-f]{\#(Fingerprint.length)}(\.[^./]+)?$"#

  /// `nil` where a value isn't one that the file can hold.
  init?(
    _ format: HeaderFormat, policy: ContentSecurityPolicy, base: BaseURL, assets: AssetTable, isForPreview: Bool = false
  ) {
    guard let policy = HeaderValue(policy.description), let sniffing = HeaderValue("nosniff"),
      let referrers = HeaderValue("strict-origin-when-cross-origin"), let forNow = HeaderValue(Self.forNow),
      let noIndex = HeaderValue("noindex")
    else { return nil }
    let fingerprinted = assets.all.filter { $0.fingerprint != nil }.map(\.path)
    var headers: Headers = [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", sniffing), ("Referrer-Policy", referrers),
    ]
    // Of pages, and of what can't say so itself: feeds, pictures, documents.
    if isForPreview { headers.append(("X-Robots-Tag", noIndex)) }
    switch format {
    case .pages:
      path = "_headers"
      let rules =
        fingerprinted.count == assets.paths.count ? fingerprinted.prefix(1).map { _ in "/assets/*" } : fingerprinted
      text = Self.pages(headers, base: base, rules: rules)
    case .nginx:
      path = "headers.nginx.conf"
      text = Self.nginx(headers)
    case .apache:
      path = ".htaccess"
      text = Self.apache(headers + [("Cache-Control", forNow)], hasFingerprints: !fingerprinted.isEmpty)
    case .caddy:
      path = "headers.caddy"
      text = Self.caddy(headers)
    }
  }

  private typealias Headers = [(name: StaticString, value: HeaderValue)]

  /// Hosts send the headers of all rules that fit, so that none may fit what keeps its name. An address in which there is
  /// `*` or `:` would be a pattern.
  private static func pages(_ headers: Headers, base: BaseURL, rules: [String]) -> String {
    var text = "\(base.path)*\n" + headers.map { "  \($0.name): \($0.value.text)\n" }.joined()
    for rule in rules where rule == "/assets/*" || !rule.utf8.contains(where: { $0 == 0x2A || $0 == 0x3A }) {
      text += "\(base.address(of: rule))\n  Cache-Control: \(forGood)\n"
    }
    return text
  }

  /// Headers alone: where a `location` has headers of its own it inherits none, and includes the file once more.
  private static func nginx(_ headers: Headers) -> String {
    "# Written by sitegen: include it in the server block, and in each location that adds headers.\n"
      + headers.map { "add_header \($0.name) \"\($0.value.text)\" always;\n" }.joined()
  }

  private static func apache(_ headers: Headers, hasFingerprints: Bool) -> String {
    var text = "# Written by sitegen.\n<IfModule mod_headers.c>\n"
    text += headers.map { "  Header always set \($0.name) \"\($0.value.text)\"\n" }.joined()
    if hasFingerprints {
      text += "  <If \"%{REQUEST_URI} =~ m#\(fingerprinted)#\">\n"
      text += "    Header always set Cache-Control \"\(forGood)\"\n  </If>\n"
    }
    return text + "</IfModule>\n"
  }

  private static func caddy(_ headers: Headers) -> String {
    "# Written by sitegen: import it in the site block.\nheader {\n"
      + headers.map { "\t\($0.name) \"\($0.value.text)\"\n" }.joined() + "}\n"
  }
}
