import SiteDiagnostics

/// What a file that is taken over as it is would need of the policy. The policy is made without it; so that nobody is
/// surprised, a build says what browsers will leave out.
struct PolicyWish: Sendable {
  /// The file's path below the site's folder.
  let source: String
  let needs: PolicyNeeds

  /// `nil` where the site's own policy allows all of it.
  func diagnostic(under site: PolicyNeeds, hasScripts: Bool) -> Diagnostic? {
    let stopped = stopped(under: site, hasScripts: hasScripts)
    guard !stopped.isEmpty else { return nil }
    return .warning(
      "output.stopped-by-policy",
      "the site's Content-Security-Policy stops \(stopped.joined(separator: ", ")) in this file: browsers leave it out",
      at: SourceLocation(path: source),
      hint:
        "files in `Content` don't widen the policy; put styles and scripts into files below `Templates/assets` and name those by `<link>` and `<script src>`"
    )
  }

  private func stopped(under site: PolicyNeeds, hasScripts: Bool) -> [String] {
    var stopped: [String] = []
    func note(_ text: String, unless isAllowed: Bool) { if !isAllowed { stopped.append(text) } }
    note("`<script>`", unless: needs.scripts.isSubset(of: site.scripts))
    note("`<script src>`", unless: hasScripts || !needs.uses.contains(.scripts) || site.uses.contains(.scripts))
    note("handlers such as `onclick`", unless: needs.handlers.isSubset(of: site.handlers))
    note("`<style>`", unless: needs.styles.isSubset(of: site.styles))
    note(
      "`style=\"…\"`", unless: site.allowsAnyStyleAttribute || needs.styleAttributes.isSubset(of: site.styleAttributes))
    note("a form to another host", unless: needs.formTargets.isSubset(of: site.formTargets))
    let uses: [(PolicyNeeds.Uses, String)] = [
      (.frames, "frames"), (.objects, "`<object>`"), (.base, "`<base>`"), (.dataImages, "pictures in `data:`"),
      (.dataFonts, "fonts in `data:`"), (.dataMedia, "sound and film in `data:`"),
    ]
    for (use, name) in uses { note(name, unless: !needs.uses.contains(use) || site.uses.contains(use)) }
    note(
      "sound and film",
      unless: !needs.uses.contains(.media) || !site.uses.isDisjoint(with: [.media, .dataMedia]))
    return stopped
  }
}
