import TestSupport
import Testing

/// Sets of templates with what they print, what is wrong with them, what they are compiled to.
@Suite struct TemplateCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/rendering"))
  func renders(_ file: CaseFile) throws {
    file.expect(try TemplateCase(file.input).render())
  }

  @Test(arguments: CaseFile.all(in: "Cases/errors"))
  func failsWithThisMessage(_ file: CaseFile) throws {
    file.expect(try TemplateCase(file.input).render())
  }

  @Test(arguments: CaseFile.all(in: "Cases/linking"))
  func reportsEveryMistakeAtOnce(_ file: CaseFile) {
    file.expect(TemplateCase(file.input).compile())
  }

  @Test(arguments: CaseFile.all(in: "Cases/tokens"))
  func consistsOfTheseTokens(_ file: CaseFile) {
    file.expect(TemplateCase(file.input).tokens())
  }

  @Test(arguments: CaseFile.all(in: "Cases/code"))
  func compilesToThisCode(_ file: CaseFile) {
    file.expect(TemplateCase(file.input).disassemble())
  }
}
