import Foundation
import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SitePublish

/// The targets of `site.yaml`, and how its settings become those of the programs that publish.
struct PublishTargets {
  private let source: String
  private let targets: [PublishConfiguration.Target]
  private let baseURL: BaseURL

  init(source: String) throws(PublishError) {
    self.source = source
    let path = "Content/site.yaml"
    guard let bytes = try? Data(contentsOf: URL(filePath: "\(source)/\(path)")) else {
      throw PublishError([
        .error("publish.no-configuration", "can't read `\(path)`", hint: "name the site's folder with `--source`")
      ])
    }
    let (configuration, diagnostics) = SiteConfigurationReader.read(SourceText(path: path, bytes: Array(bytes)))
    guard let configuration else { throw PublishError(diagnostics) }
    targets = configuration.publish.targets
    baseURL = configuration.baseURL
  }

  /// - Parameters:
  ///   - preview: a branch's name: what is published goes to a folder of that name below the target's, and is found
  ///     below the target's address.
  ///   - baseURL: the site's address for this one publish, instead of the target's and the site's.
  func target(
    named name: String?, preview: String?, baseURL override: String?
  ) throws(PublishError) -> PublishTarget {
    let target = try choose(name).moved(to: preview)
    do throws(TargetFault) {
      // The site's own address says nothing of where a preview is.
      let isElsewhere = baseURL.isLocal || target.isPreview
      let address = override ?? target.texts["url"] ?? (isElsewhere ? nil : baseURL.text)
      return try PublishTarget(
        name: target.name, kind: kind(of: target), address: address, deletionShare: target.deletionShare ?? 0.2)
    } catch {
      var location = target.locations[error.field] ?? target.location
      if error.isSecret { location.excerpt = nil }
      throw PublishError([.error("publish.bad-setting", error.message, at: location, hint: error.hint)])
    }
  }

  private func choose(_ name: String?) throws(PublishError) -> PublishConfiguration.Target {
    let names = targets.map(\.name)
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let name else {
      if targets.count == 1 { return targets[0] }
      throw PublishError([
        .error(
          "publish.unknown-target",
          targets.isEmpty ? "`site.yaml` names no target to publish to" : "which target? `site.yaml` has \(known)",
          hint: targets.isEmpty
            ? "add one below `publish:`, beginning with `type: rsync`, `rclone`, `git` or `directory`"
            : "`sitegen publish \(names[0])`")
      ])
    }
    if let target = targets.first(where: { $0.name == name }) { return target }
    throw PublishError([
      .error(
        "publish.unknown-target", "there is no target `\(name)` in `site.yaml`",
        hint: nearestName(to: name, among: names).map { "did you mean `\($0)`?" }
          ?? (names.isEmpty ? "add one below `publish:`" : "known: \(known)"))
    ])
  }

  private func kind(of target: PublishConfiguration.Target) throws(TargetFault) -> PublishTarget.Kind {
    let texts = target.texts
    switch target.kind {
    case .rsync:
      let login = try SSHLogin(
        host: texts["host"] ?? "", user: texts["user"], port: target.numbers["port"],
        knownHosts: texts["knownHosts"].map(path), identity: texts["identity"].map(path))
      return .rsync(
        try RsyncTarget(
          login: login, path: texts["path"] ?? "", keep: target.numbers["keep"] ?? 5, makesFolder: target.isPreview))
    case .rclone:
      return .rclone(
        try RcloneTarget(
          remote: texts["remote"] ?? "", transfers: target.numbers["transfers"] ?? 8,
          knownHosts: texts["knownHosts"].map(path), configuration: texts["config"].map(path)))
    case .git:
      return .git(
        try GitTarget(
          remote: texts["remote"] ?? "", branch: texts["branch"] ?? "gh-pages",
          keepsHistory: target.history != .squash, knownHosts: texts["knownHosts"].map(path),
          identity: texts["identity"].map(path), tokenVariable: texts["tokenVariable"]))
    case .directory:
      return .directory(
        try DirectoryTarget(
          path: path(texts["path"] ?? ""), keep: target.numbers["keep"] ?? 5, makesFolder: target.isPreview))
    }
  }

  /// A path in `site.yaml` is meant from the site's folder; `~` is for the program to make out.
  private func path(_ text: String) -> String {
    // What is an address instead is refused as it stands.
    if text.isEmpty || text.hasPrefix("/") || text.hasPrefix("~") || text.contains("://") { return text }
    return URL(filePath: "\(source)/\(text)").standardizedFileURL.path(percentEncoded: false)
  }
}

extension PublishConfiguration.Target {
  fileprivate var isPreview: Bool { numbers["preview"] != nil }

  /// What lies in the folder of a release host beside the previews, if the live site is there too.
  private static let ownNames: Set<String> = ["current", "previous", "releases", "lock"]

  /// The same target with everything in a folder below it, named like a branch: `feature/Übersicht` is
  /// `feature-uebersicht`.
  fileprivate func moved(to branch: String?) throws(PublishError) -> Self {
    guard let branch else { return self }
    let name = slug(of: branch)
    let field = kind == .rclone ? "remote" : "path"
    guard !name.isEmpty else {
      throw PublishError([
        .error(
          "publish.bad-preview",
          branch.isEmpty
            ? "`--preview` names no branch" : "`\(branch)` has no letter or digit to make the name of a folder of",
          hint: branch.isEmpty
            ? "is the variable that holds its name empty? write `--preview BRANCH`" : "give the preview another name")
      ])
    }
    guard !Self.ownNames.contains(name) else {
      throw PublishError([
        .error(
          "publish.bad-preview", "a preview can't be named `\(name)`: publishing itself has something of that name",
          hint: "give it another name, such as `--preview preview-\(name)`")
      ])
    }
    guard kind != .git, let place = texts[field] else {
      throw PublishError([
        .error(
          "publish.no-previews", "`\(self.name)` can't hold previews beside each other", at: location,
          hint: "previews need a target of type `rsync`, `directory` or `rclone`")
      ])
    }
    var moved = self
    moved.texts[field] = place.hasSuffix("/") || place.hasSuffix(":") ? place + name : "\(place)/\(name)"
    if let url = texts["url"] { moved.texts["url"] = url.hasSuffix("/") ? url + name : "\(url)/\(name)" }
    moved.numbers["preview"] = 1
    return moved
  }
}
