import Synchronization

/// What a program may say, and how long it may keep silent: at the other end of its connection there may be anybody.
enum ToolLimits {
  /// Bytes of one program's output: a list of a million files has less.
  static let output = 256 << 20
  /// Bytes of one line.
  static let line = 1 << 20

  /// For the first word of a host that was asked something.
  static let patience = Duration.seconds(60)

  static func endless(_ tool: String) -> PublishError {
    PublishError(
      "publish.endless-answer", "`\(tool)` brings more than any answer has: the other side doesn't end it",
      hint: "is that the right host? what was online is still online")
  }

  static func silent(_ tool: String, _ patience: Duration) -> PublishError {
    PublishError(
      "publish.silent-host",
      "`\(tool)` has not got a word from the other side for \(patience.components.seconds) seconds",
      hint: "is the host up, and is it the right one? publish again when it answers; what was online is still online")
  }
}

/// Notices whether a program says anything.
final class ToolEar: Sendable {
  private let heard = Atomic(false)
  private let gaveUp = Atomic(false)

  func hear() { heard.store(true, ordering: .relaxed) }

  /// Whether nobody said anything for as long as was waited.
  var hasGivenUp: Bool { gaveUp.load(ordering: .relaxed) }

  /// Waits until something was said, or for so long, after which `end` is called; until cancelled.
  func wait(_ patience: Duration?, _ end: @Sendable () -> Void) async {
    guard let patience else { return }
    let deadline = ContinuousClock.now + patience
    while !Task.isCancelled, !heard.load(ordering: .relaxed) {
      guard ContinuousClock.now < deadline else {
        gaveUp.store(true, ordering: .relaxed)
        end()
        return
      }
      try? await Task.sleep(for: min(patience / 20, .seconds(1)))
    }
  }
}
