internal import SiteMarkdown
package import SiteModel

/// A small site, complete: it builds without a warning, and everything in it is meant to be replaced.
package struct NewSite: Sendable {
  package static let languages = ["de", "en"]

  package let files: [NewFile]

  /// - Parameter language: one of `languages`.
  package init(title: String, baseURL: String, language: String, today: SiteDate) {
    let (year, month, _) = today.civil
    let values = [
      "title": YAMLText.scalar(title), "baseURL": baseURL, "date": "\(SiteDate(day: today.day))",
      "edition": "\(year)-\(month < 10 ? "0" : "")\(month)",
    ]
    let content = language == "en" ? PackageResources.en_txt : PackageResources.de_txt
    files = Self.files(in: content, values) + Self.files(in: PackageResources.templates_txt, [:])
  }

  /// Takes apart a text in which each file begins with `-- file PATH`.
  private static func files(in bytes: [UInt8], _ values: [String: String]) -> [NewFile] {
    var files: [NewFile] = []
    var path = ""
    var lines: [Substring] = []
    func close() {
      if !path.isEmpty {
        files.append(NewFile(path: fill(path, values), text: fill(lines.joined(separator: "\n"), values)))
      }
    }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- file ") {
        if !lines.isEmpty { lines.append("") }
        close()
        path = String(line.dropFirst("-- file ".count))
        lines = []
      } else {
        lines.append(line)
      }
    }
    close()
    return files
  }

  /// Puts values in the place of `@name@`.
  private static func fill(_ text: String, _ values: [String: String]) -> String {
    values.reduce(text) { $0.replacing("@\($1.key)@", with: $1.value) }
  }
}
