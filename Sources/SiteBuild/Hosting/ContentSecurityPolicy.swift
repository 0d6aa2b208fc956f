/// The policy under which the site works and nothing else does (Content Security Policy, Level 3).
struct ContentSecurityPolicy: Sendable, CustomStringConvertible {
  private let directives: [(name: String, sources: [String])]

  /// More hashes than this make a header longer than some hosts send; then styles in attributes are allowed as such.
  private static let attributeLimit = 40

  init(_ needs: PolicyNeeds, hasScripts: Bool) {
    let own = "'self'"
    let uses = needs.uses
    var directives: [(name: String, sources: [String])] = [("default-src", ["'none'"])]
    func allow(_ name: String, _ sources: [String]) { directives.append((name, sources)) }

    let scripts = Self.hashes(needs.scripts) + Self.unsafe(needs.handlers)
    if hasScripts || uses.contains(.scripts) {
      allow("script-src", [own] + scripts)
      allow("connect-src", [own])
    } else if !scripts.isEmpty {
      allow("script-src", scripts)
    }
    var styles = [own] + Self.hashes(needs.styles)
    if needs.styleAttributes.count <= Self.attributeLimit { styles += Self.unsafe(needs.styleAttributes) }
    allow("style-src", styles)
    if needs.styleAttributes.count > Self.attributeLimit { allow("style-src-attr", ["'unsafe-inline'"]) }
    allow("img-src", [own] + (uses.contains(.dataImages) ? ["data:"] : []))
    allow("font-src", [own] + (uses.contains(.dataFonts) ? ["data:"] : []))
    if !uses.isDisjoint(with: [.media, .dataMedia]) {
      allow("media-src", [own] + (uses.contains(.dataMedia) ? ["data:"] : []))
    }
    if uses.contains(.frames) { allow("frame-src", [own]) }
    if uses.contains(.objects) { allow("object-src", [own]) }
    allow("manifest-src", [own])
    allow("form-action", [own] + needs.formTargets.sorted())
    allow("base-uri", [uses.contains(.base) ? own : "'none'"])
    allow("frame-ancestors", [uses.isDisjoint(with: [.frames, .objects]) ? "'none'" : own])
    self.directives = directives
  }

  private static func hashes(_ digests: Set<String>) -> [String] { digests.sorted().map { "'\($0)'" } }

  private static func unsafe(_ digests: Set<String>) -> [String] {
    digests.isEmpty ? [] : ["'unsafe-hashes'"] + hashes(digests)
  }

  var description: String {
    directives.map { "\($0.name) \($0.sources.joined(separator: " "))" }.joined(separator: "; ")
  }
}
