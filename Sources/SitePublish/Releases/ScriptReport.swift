/// What a script on the host said: its `@` lines, and how it ended.
struct ScriptReport: Sendable {
  struct Line: Sendable, Hashable {
    var word: String
    var value: String

    /// `nil` for a line that is not a script's.
    init?(_ text: String) {
      guard text.hasPrefix("@") else { return nil }
      let parts = text.dropFirst().split(separator: " ", maxSplits: 1)
      guard let word = parts.first else { return nil }
      self.word = String(word)
      value = parts.count > 1 ? String(parts[1]) : ""
    }
  }

  var lines: [Line]
  var end: ToolResult

  init(lines: [Line], end: ToolResult) {
    self.lines = lines
    self.end = end
  }

  init(_ result: ToolResult) {
    lines = result.outputText.split(whereSeparator: \.isNewline).compactMap { Line(String($0)) }
    end = result
  }

  func value(of word: String) -> String? {
    lines.first { $0.word == word }?.value
  }

  func values(of word: String) -> [String] {
    lines.filter { $0.word == word }.map(\.value)
  }
}
