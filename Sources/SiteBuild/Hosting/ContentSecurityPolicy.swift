/// The policy under which the site works and nothing else does (Content Security Policy, Level 3).
struct ContentSecurityPolicy: Sendable, CustomStringConvertible {
  private enum Directive: String {
    case defaults = "default-src"
    case scripts = "script-src"
    case connections = "connect-src"
    case styles = "style-src"
    case styleAttributes = "style-src-attr"
    case images = "img-src"
    case fonts = "font-src"
    case media = "media-src"
    case frames = "frame-src"
    case objects = "object-src"
    case manifest = "manifest-src"
    case forms = "form-action"
    case base = "base-uri"
    case ancestors = "frame-ancestors"
  }

  private let directives: [(name: Directive, sources: [PolicySource])]

  init(_ needs: PolicyNeeds, hasScripts: Bool) {
    let uses = needs.uses
    var directives: [(name: Directive, sources: [PolicySource])] = [(.defaults, [.none])]
    func allow(_ name: Directive, _ sources: [PolicySource]) { directives.append((name, sources)) }
    func ownAnd(data: PolicyNeeds.Uses) -> [PolicySource] { uses.contains(data) ? [.own, .data] : [.own] }

    let scripts = needs.scripts.sorted() + Self.unsafe(needs.handlers)
    if hasScripts || uses.contains(.scripts) {
      allow(.scripts, [.own] + scripts)
      allow(.connections, [.own])
    } else if !scripts.isEmpty {
      allow(.scripts, scripts)
    }
    var styles = [.own] + needs.styles.sorted()
    if !needs.allowsAnyStyleAttribute { styles += Self.unsafe(needs.styleAttributes) }
    allow(.styles, styles)
    if needs.allowsAnyStyleAttribute { allow(.styleAttributes, [.unsafeInline]) }
    allow(.images, ownAnd(data: .dataImages))
    allow(.fonts, ownAnd(data: .dataFonts))
    if !uses.isDisjoint(with: [.media, .dataMedia]) { allow(.media, ownAnd(data: .dataMedia)) }
    if uses.contains(.frames) { allow(.frames, [.own]) }
    if uses.contains(.objects) { allow(.objects, [.own]) }
    allow(.manifest, [.own])
    allow(.forms, [.own] + needs.formTargets.sorted())
    allow(.base, [uses.contains(.base) ? .own : .none])
    allow(.ancestors, [uses.isDisjoint(with: [.frames, .objects]) ? .none : .own])
    self.directives = directives
  }

  private static func unsafe(_ digests: Set<PolicySource>) -> [PolicySource] {
    digests.isEmpty ? [] : [.unsafeHashes] + digests.sorted()
  }

  var description: String {
    directives.map { "\($0.name.rawValue) \($0.sources.map(\.text).joined(separator: " "))" }.joined(separator: "; ")
  }
}
