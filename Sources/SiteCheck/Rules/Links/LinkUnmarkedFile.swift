import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkUnmarkedFile = Rule(
    "link.unmarked-file", .warning, "a link to a file says what kind of file it is",
    .page { page, findings in
      for link in page.page.body.links where link.kind == .link {
        guard let kind = fileKind(of: link.destination) else { continue }
        let text = link.text.lowercased()
        if text.contains(kind) || (kind == "docx" && text.contains("word"))
          || (kind == "xlsx" && text.contains("excel"))
        {
          continue
        }
        let place = page.place(of: link)
        findings.add(
          "this link leads to a \(kind.uppercased()) file and doesn't say so", at: place.text ?? place.destination,
          hint: "add the kind and the size: `[Programm (\(kind.uppercased()), 300 KB)](…)`")
      }
    })

  private static func fileKind(of address: String) -> String? {
    guard let dot = address.lastIndex(of: ".") else { return nil }
    let ending = address[address.index(after: dot)...].prefix { $0.isLetter }.lowercased()
    return ["pdf", "docx", "doc", "xlsx", "xls", "pptx", "odt", "ods", "zip"].contains(ending) ? ending : nil
  }
}
