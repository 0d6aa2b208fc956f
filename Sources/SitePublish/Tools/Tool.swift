import Subprocess

/// One call of a program that the field trusts with a transfer: its words, its environment, its end.
///
/// Words never hold a secret: any user of the machine can read them while the program runs.
struct Tool: Sendable {
  var name: String
  var arguments: [String]
  /// Changes to the environment that sitegen was started with, `nil` for what shall not be in it. Programs always speak
  /// English, since their messages are read.
  var environment: [String: String?] = [:]
  /// How long it may take to the first word of its output; for ever where nothing is said.
  var patience: Duration?

  /// Runs it to its end. A failure of the program is a result, not an error.
  ///
  /// - Parameters:
  ///   - input: written to its standard input.
  ///   - onLine: called for each line of its standard output and error as it comes.
  func run(input: [UInt8] = [], onLine: (@Sendable (String) -> Void)? = nil) async throws -> ToolResult {
    let (output, end) = try await session { session in
      async let output = session.collectOutput(onLine: onLine)
      await session.write(input)
      await session.finish()
      return try await output
    } onErrorLine: {
      onLine?($0)
    }
    return ToolResult(tool: name, status: end.status, output: output, errors: end.errors)
  }

  /// Runs it for as long as `body` talks to it; its standard input is closed when `body` returns.
  func session<Result: Sendable>(
    _ body: (ToolSession) async throws -> Result, onErrorLine: (@Sendable (String) -> Void)? = nil
  ) async throws -> (result: Result, end: ToolResult) {
    let ear = ToolEar()
    do {
      let ended = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), environment: Environment.inherit.updating(overrides),
        input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        async let errors = ToolSession.collect(execution.standardError, .last(1 << 20), onLine: onErrorLine)
        async let _: Void = ear.wait(patience) { try? execution.send(signal: .kill) }
        let session = ToolSession(
          name: name, input: execution.standardInputWriter, output: execution.standardOutput, ear: ear)
        do {
          let result = try await body(session)
          await session.finish()
          return (result, try await errors)
        } catch {
          // It would go on talking to nobody.
          if (error as? PublishError)?.id == ToolLimits.endless(name).id { try? execution.send(signal: .kill) }
          await session.finish()
          _ = try? await errors
          throw error
        }
      }
      let (result, errors) = ended.closureResult
      let status = ToolResult.code(of: ended.terminationStatus)
      if ear.hasGivenUp, let patience { throw ToolLimits.silent(name, patience) }
      return (
        result, ToolResult(tool: name, status: status, output: [], errors: String(decoding: errors, as: UTF8.self))
      )
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw MissingTool(name: name).error
    } catch {
      if ear.hasGivenUp, let patience { throw ToolLimits.silent(name, patience) }
      throw error
    }
  }

  private var overrides: [Environment.Key: String?] {
    var overrides: [Environment.Key: String?] = ["LC_ALL": "C"]
    for (key, value) in environment { overrides.updateValue(value, forKey: Environment.Key(stringLiteral: key)) }
    return overrides
  }
}
