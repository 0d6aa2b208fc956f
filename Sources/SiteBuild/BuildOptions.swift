package import SiteModel

/// What a build is asked to do.
package struct BuildOptions: Sendable {
  /// The folder that holds `Content` and `Templates`.
  package var source: String
  package var output: String
  /// Replaces the one of `site.yaml`.
  package var baseURL: BaseURL?
  package var policy: PublicationPolicy
  /// Warnings count as errors: nothing is written.
  package var isStrict: Bool
  /// Every text file is written in compressed forms too, whatever `site.yaml` says.
  package var isPrecompressed = false
  /// Assets keep their names and `integrity` says nothing, whatever `site.yaml` says: then a style that changes leaves
  /// the pages as they are.
  package var hasPlainAssets = false
  /// The site is to be shown to some people before it is published: see ``PreviewMarks``.
  package var isForPreview = false
  /// The report says how long the renders took.
  package var measuresRenders = false
  /// What the last build left in `.sitegen/` is used, and something left there for the next.
  package var usesCache = false
  /// How many tasks work at a time.
  package var jobs: Int
  package var now: Present
  package var progress: BuildProgress

  package init(
    source: String, output: String, baseURL: BaseURL? = nil, policy: PublicationPolicy = .init(),
    isStrict: Bool = false,
    jobs: Int, now: Present, progress: BuildProgress = BuildProgress()
  ) {
    self.source = source
    self.output = output
    self.baseURL = baseURL
    self.policy = policy
    self.isStrict = isStrict
    self.jobs = jobs
    self.now = now
    self.progress = progress
  }
}
