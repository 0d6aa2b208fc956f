/// Writes a finished list of files as one site.
package struct OutputWriter: Sendable {
  /// The output folder, and the site's own, which must not be in it.
  let output: String
  let source: String
  let jobs: Int

  package init(output: String, source: String, jobs: Int) {
    self.output = output
    self.source = source
    self.jobs = jobs
  }

  /// After a failure the output is as it was.
  package func write(_ files: [OutputFile]) async throws(OutputFailure) -> OutputResult {
    let staging = try await Staging(output: output, source: source, jobs: jobs)
    do throws(OutputFailure) {
      _ = try await concurrently(files, jobs: jobs) { (file) throws(OutputFailure) in try staging.stage(file) }
    } catch {
      await staging.abandon()
      throw error
    }
    return try await staging.commit()
  }
}
