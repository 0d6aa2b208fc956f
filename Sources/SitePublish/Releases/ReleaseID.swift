/// A release's name, which sorts by time: `20251215T093000Z-1a2b3c4d`, the time in UTC and the start of the build id.
package struct ReleaseID: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let description: String

  /// `nil` unless the text has exactly that form: it becomes part of a path that is removed with all that is in it.
  package init?(_ text: String) {
    guard text.wholeMatch(of: #/[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}/#) != nil else { return nil }
    description = text
  }

  /// - Parameter seconds: since 1970.
  init(seconds: Int, buildID: String) {
    description = UTCTime.text(ofSeconds: seconds).filter { $0 != "-" && $0 != ":" } + "-" + buildID.prefix(8)
  }

  /// A name for now that sorts after the newest there is, even where another publisher's clock is ahead.
  static func next(after newest: ReleaseID?, buildID: String) -> ReleaseID {
    let earliest = newest?.seconds.map { $0 + 1 } ?? 0
    return ReleaseID(seconds: max(UTCTime.seconds, earliest), buildID: buildID)
  }

  private var seconds: Int? {
    let digits = Array(description)
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return UTCTime.seconds(
      of: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
  }

  package static func < (left: ReleaseID, right: ReleaseID) -> Bool {
    left.description < right.description
  }
}
