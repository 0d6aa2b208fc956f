/// The moment from which on stamps are taken, by the clock of the file system itself.
///
/// That clock moves in steps. What changes twice within one step has the same stamp after the second time as after the
/// first; so a stamp says something about later changes only if its time of change is clearly past.
struct StampClock: Sendable {
  private let horizon: Int64

  /// - Parameter file: a file that was just made or changed.
  init(justChanged file: FileStamp) {
    // A clock that shows no part of a second counts whole ones, or two at a time; others take ten milliseconds at most.
    let step: Int64 = file.changed % 1_000_000_000 == 0 ? 3_000_000_000 : 20_000_000
    horizon = file.changed &- step
  }

  /// Whether every later change of what has this stamp would give it another.
  func settles(_ stamp: FileStamp) -> Bool { stamp.changed < horizon }

  func sighting(_ stamp: FileStamp) -> Sighting { Sighting(stamp: stamp, isSettled: settles(stamp)) }
}

/// A stamp as it was seen.
struct Sighting: Sendable, Hashable {
  let stamp: FileStamp
  /// Whether every change since then shows in another stamp. Where not, one has to look again.
  let isSettled: Bool

  /// Whether what has that stamp now is what was seen.
  func isCertainly(_ now: FileStamp) -> Bool { isSettled && stamp == now }
}
