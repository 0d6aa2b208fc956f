import SiteDiagnostics

/// The machine that holds the releases, this one or one behind ssh, and how to run a script or rsync on it.
struct ReleaseHost: Sendable {
  enum Way: Sendable {
    case local
    case ssh(SSHLogin)
  }

  var way: Way
  /// The folder with `releases/` and `current`.
  var base: String
  /// Whether the folder is made where it is missing, in one that is there.
  var makesBase = false
  /// The socket through which all calls share one connection; `nil` while there is none.
  var controlPath: String?

  /// How messages name the place.
  var name: String {
    switch way {
    case .local: base
    case .ssh(let login): "\(login.host):\(base)"
    }
  }

  var login: SSHLogin? {
    if case .ssh(let login) = way { login } else { nil }
  }

  /// Runs a script to its end.
  ///
  /// - Parameter data: what the script reads from its standard input.
  func run(
    _ script: String, _ values: [String: String] = [:], data: [UInt8] = []
  ) async throws -> ScriptReport {
    let text = text(of: script, values)
    let result = try await tool(running: text, sharing: false).run(input: text + data)
    let report = ScriptReport(result)
    try HostFailure.check(report, at: self)
    return report
  }

  /// Puts a release online.
  ///
  /// - Parameter info: what is to be noted of a release that is new; empty for one that was there.
  func activate(_ release: ReleaseID, token: String, info: String) async throws {
    do {
      _ = try await run(ReleaseScript.activate, ["token": token, "id": release.description, "info": info])
    } catch var error as PublishError where error.id == HostFailure.connectionLost {
      // Whether the switch was made before the connection was lost, nobody can tell from here.
      error.diagnostics[0].hint = "`\(release)` may be online already: `sitegen publish --list` tells; or publish again"
      throw error
    }
  }

  /// Starts a script that stays, and gives `body` its lines and its standard input.
  func session<Result: Sendable>(
    _ script: String, _ values: [String: String], _ body: (ToolSession) async throws -> Result
  ) async throws -> (result: Result, end: ToolResult) {
    let text = text(of: script, values)
    return try await tool(running: text, sharing: true).session { session in
      await session.write(text)
      return try await body(session)
    }
  }

  /// The script with its values in front.
  private func text(of script: String, _ values: [String: String]) -> [UInt8] {
    let own = ["base": base.hasPrefix("/") ? base : "./\(base)", "make": makesBase ? "yes" : ""]
    let values = values.merging(own) { value, _ in value }
    let assignments = values.sorted { $0.key < $1.key }.map { "\($0.key)=\(shellWord($0.value))\n" }.joined()
    return Array((assignments + script).utf8)
  }

  /// The one command that a login shell gets to see: the same words whatever the settings are, and read alike by sh,
  /// csh and fish. It reads exactly the script, byte by byte, so that what follows is left for the script itself.
  private func tool(running script: [UInt8], sharing: Bool) -> Tool {
    let bootstrap = "eval \"$(dd ibs=1 count=\(script.count) 2>/dev/null)\""
    switch way {
    case .local: return Tool(name: "sh", arguments: ["-c", bootstrap], patience: ToolLimits.patience)
    case .ssh(let login):
      let options = login.options + control(isMaster: sharing) + ["-T", "--", login.bareHost]
      return Tool(
        name: "ssh", arguments: options + ["exec sh -c '\(bootstrap)'"], patience: ToolLimits.patience)
    }
  }

  private func control(isMaster: Bool) -> [String] {
    guard let controlPath else { return ["-o", "ControlMaster=no", "-o", "ControlPath=none"] }
    return ["-o", "ControlMaster=\(isMaster ? "yes" : "no")", "-o", "ControlPath=\(controlPath)"]
  }

  /// Where rsync finds a path below the base folder.
  func rsyncAddress(of path: String) -> String {
    switch way {
    case .local: "\(base)/\(path)"
    case .ssh(let login): "\(login.host):\(base)/\(path)"
    }
  }

  /// The options with which rsync gets there. Paths travel inside of its protocol (`--secluded-args`, `-s`), not as
  /// words for a shell. Its own words for the remote shell are split at spaces, with quotes around what has some.
  var rsyncOptions: [String] {
    switch way {
    case .local: ["--whole-file"]
    case .ssh(let login):
      [
        "-s", "--compress", "--timeout=60",
        "--rsh=" + (["ssh"] + login.options + control(isMaster: false)).map { "'\($0)'" }.joined(separator: " "),
      ]
    }
  }
}
