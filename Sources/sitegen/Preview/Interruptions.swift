import Dispatch
import Foundation

/// The wish to stop: Ctrl-C, or the system's word. The second one ends the program on the spot.
struct Interruptions: Sendable {
  private let signals: AsyncStream<Void>

  init() {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    self.signals = signals
    let queue = DispatchQueue(label: "sitegen.interruptions")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      // The source lives as long as its handler holds it.
      source.setEventHandler {
        _ = source
        if case .terminated = continuation.yield() { Foundation.exit(128 + number) }
        continuation.finish()
      }
      source.resume()
    }
  }

  /// Returns with the first wish, or when the task is cancelled.
  func first() async {
    for await _ in signals { return }
  }

  /// Ends the program with the first wish, at a moment of somebody's choice.
  ///
  /// - Parameter whenFit: calls its argument, which doesn't return, when nothing is under way that must be finished.
  static func end(whenFit: @escaping @Sendable (_ exit: () -> Void) -> Void) {
    let queue = DispatchQueue(label: "sitegen.interruptions")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        _ = source
        whenFit { Foundation.exit(128 + number) }
      }
      source.resume()
    }
  }
}
