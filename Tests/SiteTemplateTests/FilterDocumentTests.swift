import Foundation
import SiteDiagnostics
import SiteTemplate
import Testing

/// `Documentation/template-filters.md` claims only what is so, and leaves nothing out.
@Suite struct FilterDocumentTests {
  @Test(arguments: FilterDocument.shared.examples)
  func examplePrintsWhatTheDocumentSays(_ example: FilterDocument.Example) throws {
    let data = try JSONReader.read(SourceText(path: "data.json", text: FilterDocument.shared.data)).get()
    let printed = try LineTemplate.render(example.template, data: data)
    #expect(printed.trimmingCharacters(in: .whitespaces) == example.result)
  }

  @Test(arguments: FilterDocument.Kind.allCases)
  func headingsNameEverythingWithItsParameters(_ kind: FilterDocument.Kind) {
    let documented = FilterDocument.shared.headings[kind, default: []]
    #expect(documented.sorted() == kind.signatures(of: Environment()).sorted())
  }

  @Test(arguments: FilterDocument.Kind.allCases)
  func everyNameHasAnExample(_ kind: FilterDocument.Kind) {
    for heading in FilterDocument.shared.headings[kind, default: []] {
      let name = heading.prefix { $0 != "(" }
      #expect(FilterDocument.shared.examples.contains { $0.template.contains(name) }, "\(name) has no example")
    }
  }
}
