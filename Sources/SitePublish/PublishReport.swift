/// What a publish did, or would do.
package struct PublishReport: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable {
    case published
    /// The same build is online already.
    case unchanged
    /// A dry run.
    case planned
    case rolledBack = "rolled-back"
    /// A preview was taken away.
    case removed
  }

  package var target: String
  package var kind: String
  package var outcome: Outcome
  package var buildID: String
  /// Whether a preview was to be taken away.
  package var isRemoval = false
  /// On targets that have releases.
  package var release: String?
  package var previousRelease: String?
  package var changes: ChangeSet
  /// Of the whole site.
  package var files: Int
  package var bytes: Int
  /// Of the files that are new or changed, before compression.
  package var bytesChanged: Int
  /// As the program that sent them counted, both ways; `nil` where it doesn't say.
  package var bytesTransferred: Int?
  /// Old releases and what cut publishes left, where they could not be removed.
  package var leftBehind: [String] = []
  package var verification: LiveVerification.Result?
}
