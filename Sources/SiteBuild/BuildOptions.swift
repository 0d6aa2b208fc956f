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
  /// Whether names of assets stand for their content, and `integrity` does, as `site.yaml` says. Not in a preview, or
  /// every page would change with a style.
  package var namesAssetsByContent = true
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
