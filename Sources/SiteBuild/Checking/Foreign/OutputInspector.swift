import SiteModel

/// Looks through every file that a build wrote for what a reader's program would load by itself: nothing of it may lie
/// with another host.
///
/// Scripts are not looked through; what they could ask for, the site's policy refuses.
struct OutputInspector: Sendable {
  /// What one file loads from elsewhere, and what a policy must allow for it.
  struct Inspection {
    var foreign: [LoadedAddress] = []
    var needs = PolicyNeeds()
  }

  /// The languages that addresses can stand in.
  enum Language {
    case markup, style, xmlFeed, jsonFeed

    /// By the end of a file's name; `nil` where there is nothing to look for.
    init?(path: String) {
      // What nearly all files are is told without taking the path apart.
      if path.hasSuffix(".html") {
        self = .markup
        return
      }
      switch path.utf8.lastIndex(of: UInt8(ascii: ".")).map({ path[$0...].dropFirst().lowercased() }) ?? "" {
      case "html", "htm", "xhtml", "svg": self = .markup
      case "css": self = .style
      case "xml", "rss", "atom": self = .xmlFeed
      case "json": self = .jsonFeed
      default: return nil
      }
    }
  }

  let origin: SiteOrigin

  /// Whether a file is a drawing, which pages show as a picture: browsers show all of it under any policy.
  static func isDrawing(_ path: String) -> Bool {
    let end = path.utf8.suffix(5)
    return String(end)?.lowercased().hasSuffix(".svg") ?? false
  }

  /// Whether there is something to look for in a file that is taken over as it is: what is XML or JSON there is data.
  func concerns(fileAt path: String) -> Bool {
    switch Language(path: path) {
    case .markup, .style: true
    case .xmlFeed, .jsonFeed, nil: false
    }
  }

  func inspect(_ bytes: [UInt8], path: String) -> Inspection {
    guard let language = Language(path: path) else { return Inspection() }
    var findings: MarkupScanner.Findings
    switch language {
    case .markup: findings = MarkupScanner.scan(bytes)
    case .xmlFeed: findings = FeedScanner.scan(xml: bytes)
    case .jsonFeed: findings = FeedScanner.scan(json: bytes)
    case .style:
      findings = MarkupScanner.Findings()
      for found in StyleAddresses.all(in: bytes) {
        findings.addresses.append(LoadedAddress(text: found.text, loader: found.loader, range: found.range))
        findings.needs.note(address: found.text, of: .style)
      }
    }
    let foreign = findings.addresses.filter { origin.isForeign($0.text) }
    return Inspection(foreign: foreign, needs: findings.needs)
  }
}
