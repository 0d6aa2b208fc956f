import ArgumentParser
import Foundation

/// Asks for what a command needs and its flags don't say. Only at a terminal: in a script, what is missing is an error.
struct Prompt {
  /// Whether there is somebody to answer.
  static var isPossible: Bool {
    isatty(FileHandle.standardInput.fileDescriptor) == 1 && Terminal.Stream.diagnostics.isTerminal
  }

  /// The answer; an empty one means `suggestion`.
  ///
  /// - Parameters:
  ///   - flag: names what is missing where nobody can be asked.
  ///   - problem: what is wrong with an answer; then the question comes again.
  static func ask(
    _ question: String, suggestion: String? = nil, flag: String, problem: (String) -> String? = { _ in nil }
  ) throws -> String {
    guard isPossible else {
      if let suggestion { return suggestion }
      throw WrongUsage.report("\(flag) is missing", hint: "at a terminal sitegen asks for it")
    }
    while true {
      let offer = suggestion.map { " [\($0)]" } ?? ""
      Terminal.write("\(question)\(offer): ", to: .diagnostics)
      var answer = try line()[...]
      while answer.first?.isWhitespace == true { answer.removeFirst() }
      while answer.last?.isWhitespace == true { answer.removeLast() }
      let given = answer.isEmpty ? suggestion ?? "" : String(answer)
      if given.isEmpty {
        Terminal.write("  please write something; Ctrl-C leaves everything as it is\n", to: .diagnostics)
      } else if let problem = problem(given) {
        Terminal.write("  \(problem)\n", to: .diagnostics)
      } else {
        return given
      }
    }
  }

  /// As `ask`, for what may be left out.
  static func askOptional(_ question: String) throws -> String? {
    guard isPossible else { return nil }
    Terminal.write("\(question) (may be empty): ", to: .diagnostics)
    let answer = try line().trimmingCharacters(in: .whitespaces)
    return answer.isEmpty ? nil : answer
  }

  /// What is typed. Who ends the input instead (Ctrl-D) wants to leave.
  private static func line() throws -> String {
    guard let line = readLine() else {
      Terminal.write("\nnothing was made\n", to: .diagnostics)
      throw ExitStatus.usage.code
    }
    return line
  }

  /// Yes is offered; what is neither yes nor no is asked again.
  static func confirm(_ question: String) throws -> Bool {
    guard isPossible else { return false }
    let answers = ["y": true, "yes": true, "j": true, "ja": true, "n": false, "no": false, "nein": false]
    let answer = try ask(question, suggestion: "Y/n", flag: "") { text in
      text == "Y/n" || answers[text.lowercased()] != nil ? nil : "please answer y or n"
    }
    return answers[answer.lowercased()] ?? true
  }
}
