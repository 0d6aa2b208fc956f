/// One way of taking a site to a target.
protocol PublishingWay {
  func publish(_ snapshot: SiteSnapshot, options: PublishOptions) async throws -> PublishReport
  /// Newest first.
  func list() async throws -> [Release]
  func rollBack(to name: String?, options: PublishOptions) async throws -> PublishReport
  /// Takes away all that publishing ever put there.
  func remove(options: PublishOptions) async throws -> PublishReport
}
