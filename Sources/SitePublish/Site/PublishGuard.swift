import SiteDiagnostics

/// The checks on what is about to change, before anything is changed: everything that speaks against it, at once.
struct PublishGuard {
  var options: PublishOptions
  /// The part of the files online that one publish may delete without being told to: 0.2 is a fifth.
  var deletionShare: Double

  func check(_ snapshot: SiteSnapshot) throws(PublishError) {
    let files = snapshot.filesWithLocalAddress
    guard let first = files.first else { return }
    throw PublishError(
      "publish.local-address",
      "`\(first)`\(others(files.count)) links to `localhost`, where no reader can follow",
      hint: "set `baseURL` in `site.yaml` to the public address and build again")
  }

  func check(_ changes: ChangeSet, from old: SiteManifest?) throws(PublishError) {
    var diagnostics: [Diagnostic] = []
    if !options.allowsDeletions, let old, !old.entries.isEmpty {
      let share = Double(changes.deleted.count) / Double(old.entries.count)
      if share > deletionShare {
        diagnostics.append(
          .error(
            "publish.deletions",
            "\(changes.deleted.count) of the \(old.entries.count) files online would be deleted: more than "
              + "\(Int((deletionShare * 100).rounded())) %",
            notes: examples(of: changes.deleted),
            hint: "if they are meant to go, publish with `--allow-deletions`"))
      }
    }
    let vanished = changes.deleted.filter(isAddress)
    if !options.allowsVanished, !vanished.isEmpty {
      diagnostics.append(
        .error(
          "publish.vanished",
          "`\(SitePath.address(of: vanished[0]))`\(others(vanished.count)) is online and would vanish",
          notes: examples(of: vanished.dropFirst().map(SitePath.address)),
          hint: "name the old address under `aliases:` of the page that takes its place, "
            + "or publish with `--allow-vanished`"))
    }
    if !diagnostics.isEmpty { throw PublishError(diagnostics) }
  }

  /// - Parameter collisions: files of the site where something lies that no earlier publish put there.
  func check(collisions: [String], at place: String) throws(PublishError) {
    guard !options.adopts, let first = collisions.first else { return }
    throw PublishError([
      .error(
        "publish.foreign-files",
        "\(place) has a file `\(first)`\(others(collisions.count)) that sitegen did not put there",
        notes: examples(of: Array(collisions.dropFirst())),
        hint: "if the site shall take its place, publish with `--adopt`")
    ])
  }

  /// Whether readers may have kept the address: pages, feeds and documents; not styles, scripts, fonts and pictures,
  /// whose names change with their content.
  private func isAddress(_ path: String) -> Bool {
    ["html", "htm", "xml", "json", "pdf", "ics", "txt", "epub"].contains(SitePath.ending(of: path))
      && path != SiteManifest.buildFile
  }

  private func others(_ count: Int) -> String {
    switch count {
    case 0, 1: ""
    case 2: " (and one more)"
    default: " (and \(count - 1) more)"
    }
  }

  private func examples(of paths: [String]) -> [Diagnostic.Note] {
    var notes = paths.prefix(5).map { Diagnostic.Note("`\($0)`") }
    if paths.count > 5 { notes.append(Diagnostic.Note("and \(paths.count - 5) more")) }
    return notes
  }
}
