import SiteDiagnostics
import TestSupport
import Testing

/// The language's own filters, tests, functions and methods, by topic: each line of a file is a template of its own.
@Suite struct BuiltinCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/builtins"))
  func everyLineGivesWhatTheFileSays(_ file: CaseFile) throws {
    let lines = file.input.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    file.expect(try lines.map { try LineTemplate.render(String($0)) + "\n" }.joined())
  }
}
