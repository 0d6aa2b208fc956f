import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let linkUnmarkedFile = Rule(
    "link.unmarked-file", .warning, "a link to a file says what kind of file it is",
    .page { page, findings in
      for link in page.document.links where link.kind == .link {
        guard let kind = fileKind(of: link.destination), let words = kinds[kind] else { continue }
        let text = link.text.lowercased()
        if words.contains(where: text.contains) { continue }
        findings.add(
          "this link leads to a \(kind.uppercased()) file and doesn't say so", at: page.textPlace(of: link),
          hint: "add the kind and the size: `[Programm (\(kind.uppercased()), 300 KB)](…)`")
      }
    })

  /// The ending of a path; that of a host is none.
  private static func fileKind(of address: String) -> String? {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    // Most links lead to pages.
    if path.suffix(3).elementsEqual(".md".utf8) { return nil }
    guard let dot = path.suffix(5).lastIndex(of: UInt8(ascii: ".")) else { return nil }
    if let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > dot || path[..<slash].last == UInt8(ascii: "/") {
      return nil
    }
    let ending = Substring(path[path.index(after: dot)...]).lowercased()
    return kinds[ending] == nil ? nil : ending
  }

  /// Endings, and the words by which a link may say so.
  private static let kinds: [String: [String]] = [
    "pdf": ["pdf"], "docx": ["docx", "word"], "doc": ["doc", "word"], "xlsx": ["xlsx", "excel"],
    "xls": ["xls", "excel"], "pptx": ["pptx", "powerpoint"], "ppt": ["ppt", "powerpoint"],
    "odt": ["odt", "opendocument"],
    "ods": ["ods", "opendocument"], "zip": ["zip"],
  ]
}
