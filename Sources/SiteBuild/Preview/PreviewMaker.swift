/// Renders single files of one version of a site, any number at once; each time with the same result.
package struct PreviewMaker: Sendable {
  private let runner: JobRunner
  private let jobs: [RenderJob]
  /// Places in `jobs`, by output path.
  private let numbers: [String: Int]

  init(runner: JobRunner, jobs: [RenderJob], numbers: [String: Int]) {
    self.runner = runner
    self.jobs = jobs
    self.numbers = numbers
  }

  /// The bytes of a file; `nil` where no template makes it.
  package func bytes(at path: String) -> [UInt8]? { numbers[path].flatMap { runner.bytes(of: jobs[$0]) } }
}
