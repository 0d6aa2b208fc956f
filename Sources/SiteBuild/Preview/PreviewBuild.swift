package import SiteDiagnostics

/// What one build of a preview brings.
package struct PreviewBuild: Sendable {
  /// A page whose source file was among the changes.
  package struct Page: Sendable, Hashable {
    /// From the host's root.
    package let address: String
    package let title: String
  }

  /// A file of the site.
  package enum Output: Sendable, Hashable {
    /// Rendered, and rendered again whenever somebody wants to see it: a large site has more bytes than one likes to
    /// hold in memory. The digest is that of its bytes.
    case rendered(ContentDigest)
    case file(OutputFile.Content)
  }

  /// Every file of the site, by its path below the output folder. After a build with errors: those of the last good
  /// build, so that there is something to look at; empty as long as there was none.
  package internal(set) var outputs: [String: Output] = [:]
  /// Makes the bytes of what is rendered; `nil` as long as there was no good build.
  package internal(set) var maker: PreviewMaker?
  /// Of pages that readers of the published site would not see, the reason: `draft`.
  package internal(set) var badges: [String: String] = [:]
  /// Of pages that readers of the published site would not see and that are wrong: what is wrong with them. They keep
  /// nothing else from being shown.
  package internal(set) var faults: [String: [Diagnostic]] = [:]
  /// The addresses of pages, from the host's root, by the paths of their source files.
  package internal(set) var addresses: [String: String] = [:]
  /// The paths in `outputs` that are new, different or gone since the build before.
  package internal(set) var changed: [String] = []
  /// The paths of what was rendered for this build; the rest is taken over from earlier ones.
  package internal(set) var rendered: [String] = []
  package internal(set) var edited: [Page] = []
  /// The path that the site has on its host; begins and ends with a slash.
  package internal(set) var basePath = "/"
  package internal(set) var title = ""
  package internal(set) var pageCount = 0
  /// Whether there are no errors but in pages that readers don't see, so that `outputs` is what there is to show.
  package internal(set) var isGood = false
  package internal(set) var diagnostics: [Diagnostic] = []
}
