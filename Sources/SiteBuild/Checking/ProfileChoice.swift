import SiteCheck
import SiteDiagnostics
import SiteModel

/// The profile that somebody asked for: one of sitegen's own, or a file.
enum ProfileChoice {
  /// - Parameter demanded: what `--profile` says, before `site.yaml`.
  static func read(_ demanded: String?, for loaded: LoadedSite) -> (profile: Profile?, problems: [Diagnostic]) {
    let configured = loaded.site.configuration.check
    guard let name = demanded ?? configured.profile else { return (nil, []) }
    if let source = Profile.builtIn(name) ?? file(name, loaded) { return ProfileReader.read(source) }
    let near = nearestName(to: name, among: Profile.builtInNames)
    let problem = Diagnostic.error(
      "profile.unknown", "there is no profile `\(name)`", at: demanded == nil ? configured.profileLocation : nil,
      hint: near.map { "did you mean `\($0)`?" }
        ?? "sitegen knows \(Profile.builtInNames.map { "`\($0)`" }.joined(separator: ", ")); another is a file: `--profile duties.yaml`"
    )
    return (nil, [problem])
  }

  /// A file in the site's folder, or anywhere.
  private static func file(_ name: String, _ loaded: LoadedSite) -> SourceText? {
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return nil }
    if let path = RelativePath(name), let text = loaded.folder.text(path).0 { return text }
    guard let file = try? OpenFile(reading: name), let bytes = try? file.readToEnd() else { return nil }
    return SourceText(path: name, bytes: bytes)
  }
}
