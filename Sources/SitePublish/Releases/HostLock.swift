/// Holds the lock at the host while work goes on there.
///
/// The lock lives as long as the script that took it, and that as long as the connection: a publisher that is killed
/// gives it back. Only where the network is cut does it stay, and then its age tells.
struct HostLock {
  var host: ReleaseHost
  var identity: PublisherIdentity
  var breaksLock: Bool

  /// Takes the lock and runs `body` with a host whose calls share one connection.
  func hold<Result: Sendable>(
    scratch: String, _ body: (HostState, ReleaseHost) async throws -> Result
  ) async throws -> Result {
    var shared = host
    if host.login != nil { shared.controlPath = "\(scratch)/ssh" }
    switch try await attempt(on: shared, steal: "", body) {
    case .held(let result): return result
    case .refused(let report):
      guard let token = report.value(of: "lock"), breaksLock || mayTakeOver(token, report) else {
        try HostFailure.check(report, at: host)
        throw report.end.unexpected("taking the lock at `\(host.name)`")
      }
      switch try await attempt(on: shared, steal: "=\(token)", body) {
      case .held(let result): return result
      case .refused(let report):
        try HostFailure.check(report, at: host)
        throw report.end.unexpected("taking the lock at `\(host.name)`")
      }
    }
  }

  private enum Attempt<Result: Sendable>: Sendable {
    case held(Result)
    case refused(ScriptReport)
  }

  private func attempt<Result: Sendable>(
    on host: ReleaseHost, steal: String, _ body: (HostState, ReleaseHost) async throws -> Result
  ) async throws -> Attempt<Result> {
    let values = ["token": identity.token, "holder": identity.holder, "steal": steal]
    let (held, end) = try await host.session(ReleaseScript.open, values) {
      session -> (result: Result?, lines: [ScriptReport.Line]) in
      var lines: [ScriptReport.Line] = []
      for try await line in session.lines.compactMap({ ScriptReport.Line($0) }) {
        if line.word == "ready" {
          let state = try HostState(lines, at: host)
          // Cancelled and waited for when the body is done.
          async let _: Void = keepAlive(session)
          let result = try await body(state, host)
          return (result, lines)
        }
        lines.append(line)
      }
      return (nil, lines)
    }
    if let result = held.result { return .held(result) }
    return .refused(ScriptReport(lines: held.lines, end: end))
  }

  /// Renews the lock until cancelled.
  private func keepAlive(_ session: ToolSession) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(15))
      if !Task.isCancelled { await session.write(Array("\n".utf8)) }
    }
  }

  /// Whether the holder is known to be gone: not heard of for a while, or a process of this machine that has ended.
  private func mayTakeOver(_ token: String, _ report: ScriptReport) -> Bool {
    report.lines.contains { $0.word == "stale" } || identity.isDead(token)
  }
}
