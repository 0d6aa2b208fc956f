import SiteDiagnostics

extension Rule {
  /// Past this many in one style sheet, one more helps nobody.
  private static let limit = 50

  static let styleContrast = Rule(
    "style.contrast", .error, "colours that are seen on each other differ enough, in light and dark",
    .site { site, findings in
      for source in site.styles {
        let sheet = StyleSheet(source)
        let pairs = ContrastPair.all(in: sheet)
        guard !pairs.isEmpty else { continue }
        var schemes = [(name: "light", tokens: ColourTokens(sheet, isDark: false))]
        if sheet.hasDarkScheme { schemes.append(("dark", ColourTokens(sheet, isDark: true))) }
        var cursor = SourceCursor(source)
        var told: Set<String> = []
        for pair in pairs {
          for (scheme, tokens) in schemes where told.count < limit {
            guard let (message, hint, severity) = mistake(of: pair, tokens, scheme), told.insert(message).inserted
            else { continue }
            findings.add(message, at: cursor.location(of: pair.range), hint: hint, severity: severity)
          }
        }
      }
    })

  private static func mistake(
    of pair: ContrastPair, _ tokens: ColourTokens, _ scheme: String
  ) -> (message: String, hint: String, severity: Diagnostic.Severity?)? {
    do throws(Unreadable) {
      let front = try colour(pair.front, tokens)
      let ground = try colour(pair.ground, tokens)
      guard ground.alpha == 1 else { return nil }
      let contrast = front.contrast(on: ground)
      // Rounded down, so that what is told is never enough.
      let (shown, least) = ((contrast * 100).rounded(.down) / 100, pair.least)
      guard shown < least else { return nil }
      return (
        "`\(pair.front)` on `\(pair.ground)` has a contrast of \(shown):1 in the \(scheme) scheme",
        "it needs \(least == least.rounded() ? "\(Int(least))" : "\(least)"):1 (WCAG 2.1, 1.4.3): make one of them darker or lighter",
        nil
      )
    } catch {
      return (error.message, error.hint, error.severity)
    }
  }

  /// Why nothing can be said of a pair.
  private struct Unreadable: Error {
    let message: String
    let hint: String
    let severity: Diagnostic.Severity?
  }

  private static func colour(_ name: String, _ tokens: ColourTokens) throws(Unreadable) -> Colour {
    do throws(ColourTokens.Problem) {
      return try tokens.colour(of: name)
    } catch {
      switch error {
      case .unknown:
        let near = nearestName(to: name, among: tokens.names)
        throw Unreadable(
          message: "the style sheet's root has no `\(name)`",
          hint: near.map { "did you mean `\($0)`?" } ?? "tokens stand below `:root` of the same style sheet",
          severity: nil)
      case .undecided(let value):
        throw Unreadable(
          message: "the contrast of `\(name)` can't be worked out: `\(value.prefix(60))`",
          hint: "write colours as `#rrggbb`, `rgb(…)` or `hsl(…)`; anything else a person must look at",
          severity: .note)
      }
    }
  }
}
