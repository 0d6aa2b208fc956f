/// One way in which a program or a host says no, recognised by its words, and what that means to the user.
struct FailureRule: Sendable {
  /// Any of these in the program's messages.
  var words: [String]
  var id: String
  var message: String
  var hint: String

  init(_ words: String..., id: String, _ message: String, hint: String) {
    self.words = words
    self.id = id
    self.message = message
    self.hint = hint
  }

  /// The first rule that fits, as an error that quotes what the program said.
  static func error(for result: ToolResult, by rules: [FailureRule]) -> PublishError? {
    guard let rule = rules.first(where: { rule in rule.words.contains { result.errors.contains($0) } }) else {
      return nil
    }
    return PublishError(rule.id, rule.message, notes: result.lastWords(about: rule.words), hint: rule.hint)
  }
}

extension ToolResult {
  /// The last things the program said, for the user to read: without secrets, without noise, at most three lines.
  var lastWords: [String] { lastWords(about: []) }

  /// - Parameter words: what a line is shown for before others.
  func lastWords(about words: [String]) -> [String] {
    let lines = errors.split(whereSeparator: \.isNewline).map { $0.filter { $0 != "\t" } }
      .filter { line in line.contains { $0.isLetter } && !line.contains("@@@@") }
    let telling = lines.filter { line in words.contains { line.contains($0) } }
    return (telling.isEmpty ? lines : telling).suffix(3).map {
      "`\(tool)` says: \(Redactor.current.redact(String($0.prefix(300))))"
    }
  }

  /// For an end that no rule knows.
  func unexpected(_ doing: String) -> PublishError {
    PublishError(
      "publish.tool-failed", "`\(tool)` failed while \(doing) (exit code \(status))", notes: lastWords,
      hint: "what was online is still online; publish again when the cause is mended")
  }
}
