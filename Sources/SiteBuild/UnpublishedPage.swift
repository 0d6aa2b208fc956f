import SiteModel

/// A page that readers must not see yet, or not any more: a draft, of the future, expired, or of an edition that is.
package struct UnpublishedPage: Sendable, Hashable {
  /// Its file below `Content/`.
  package let source: String?
  package let outputPath: String
  /// Why, in words.
  package let reason: String

  /// The pages that a build would leave out now, whatever the policy of the options was when the output was made.
  ///
  /// A site that can't be read has none: it can't be built either.
  package static func all(in options: BuildOptions) async -> [UnpublishedPage] {
    var everything = options
    everything.policy = PublicationPolicy(includesDrafts: true, includesFuture: true, includesExpired: true)
    var report = BuildReport()
    guard let loaded = await SiteLoader.load(everything, report: &report) else { return [] }
    return all(of: loaded.site, under: options.policy)
  }

  static func all(of site: Site, under policy: PublicationPolicy = PublicationPolicy()) -> [UnpublishedPage] {
    site.pages.indices.compactMap { index in
      let page = site[PageID(index)]
      let own = policy.reasonToOmit(page.metadata, original: site.original(of: page), clock: site.clock)
      let inherited = page.edition.map { site[$0] }.flatMap { edition in
        policy.reasonToOmit(edition.metadata, original: site.original(of: edition), clock: site.clock)
      }
      guard let reason = own?.description ?? inherited.map({ "its edition is not out: \($0)" }) else { return nil }
      return UnpublishedPage(source: page.source, outputPath: page.outputPath, reason: reason)
    }
  }
}
