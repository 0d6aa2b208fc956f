/// What became of a link: the answer to its address, and to those that it was sent on to.
package struct LinkTrail: Sendable, Hashable {
  /// The answers on the way, that to the address itself first.
  let answers: [HostAnswer]
  /// Whether it was sent on once too often: in a circle, mostly.
  let isEndless: Bool

  /// As often as browsers follow within reason.
  static let limit = 8

  private var last: HostAnswer { answers.last ?? HostAnswer(status: 0, time: 0) }

  package var status: Int { last.status }

  /// Whether the address itself is one that only one network knows.
  package var isInside: Bool { answers.first?.isInside == true }

  package var isReachable: Bool { !isEndless && last.isReachable }

  /// In words, where it leads nowhere.
  package var reason: String {
    if isEndless { return "the host sends readers on and on" }
    guard answers.count > 1, let target = answers[answers.count - 2].redirect else { return last.reason }
    return "it is sent on to `\(target)`, and there \(last.reason)"
  }

  /// Where it leads by moves that are for good; `nil` where the first isn't one.
  package var movedTo: String? {
    guard isReachable else { return nil }
    return answers.prefix { $0.isMovedForGood }.last?.redirect
  }
}
