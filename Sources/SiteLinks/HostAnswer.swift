/// How a host answered, or didn't.
package struct HostAnswer: Sendable, Hashable, Codable {
  /// The status of HTTP; 0 where there was no answer.
  package var status: Int
  /// Where the answer sends readers, if it does.
  package var redirect: String?
  /// What curl says, where there was no answer.
  package var failure: String?
  /// When it was asked, in seconds since 1970.
  package var time: Int64
  /// Whether nobody was asked, because the host is one that only one network knows.
  package var isInside: Bool?

  static func inside(_ now: Int64) -> HostAnswer { HostAnswer(status: 0, time: now, isInside: true) }

  /// Whether the address leads to something. A host that wants a login, or no programs, has something there.
  package var isReachable: Bool {
    switch status {
    case 200..<400, 401, 403, 407, 429, 451, 999: true
    default: false
    }
  }

  /// The address to ask next.
  var next: String? {
    guard (300..<400).contains(status), let redirect, redirect.hasPrefix("http") else { return nil }
    return redirect.firstIndex(of: "#").map { String(redirect[..<$0]) } ?? redirect
  }

  package var isMovedForGood: Bool { (status == 301 || status == 308) && redirect != nil }

  /// In words: `404`, `could not resolve host`.
  package var reason: String {
    if isInside == true { return "only your own network knows the host" }
    if status != 0 { return "the host answers \(status)" }
    guard let failure, !failure.isEmpty else { return "the host doesn't answer" }
    return failure.prefix(1).lowercased() + failure.dropFirst()
  }

  /// How long it may be believed, in seconds: what is fine stays so for a week, what isn't may be mended today.
  var lifetime: Int64 { isReachable ? 7 * 86_400 : 3_600 }
}
