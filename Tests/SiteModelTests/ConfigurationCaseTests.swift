import SiteDiagnostics
import SiteModel
import TestSupport
import Testing

/// What `site.yaml` can get wrong, and what is said about it.
@Suite struct ConfigurationCaseTests {
  @Test(arguments: CaseFile.all(in: "Cases/configuration"))
  func configurationIsReadOrExplained(_ file: CaseFile) {
    let (configuration, diagnostics) = SiteConfigurationReader.read(
      SourceText(path: "Content/site.yaml", text: file.input))
    let printer = DiagnosticText()
    var text = diagnostics.inReadingOrder().map { printer.text(of: $0) }.joined()
    if let configuration {
      text += "\(configuration.title["de"]) | \(configuration.baseURL.text) | "
      text += "\(configuration.languages.map(\.code)) | \(configuration.timeZone) | "
      text += "\(configuration.taxonomies.map(\.key)) | \(configuration.publisher)\n"
    }
    let edits = diagnostics.compactMap(\.fix)
    if !edits.isEmpty, let mended = TextEdit.apply(edits, to: Array(file.input.utf8)) {
      text += "--- mended\n\(String(decoding: mended.bytes, as: UTF8.self))"
    }
    file.expect(text)
  }
}
