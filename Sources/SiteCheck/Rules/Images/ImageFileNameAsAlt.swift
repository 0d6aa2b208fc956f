import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let imageFileNameAsAlt = Rule(
    "image.file-name-as-alt", .warning, "an alternative text is not the name of the file",
    .page { page, findings in
      for link in page.document.links where link.kind == .image && isFileName(link.text, of: link.destination) {
        findings.add(
          "the alternative text is the name of a file: `\(link.text)`", at: page.textPlace(of: link),
          hint: "say what the picture shows")
      }
      if let image = page.metadata.image, let alt = image.alt, isFileName(alt, of: image.src) {
        findings.add(
          "the alternative text is the name of a file: `\(alt)`", at: page.field("image", "alt"),
          hint: "say what the picture shows")
      }
    })

  private static func isFileName(_ alt: String, of address: String) -> Bool {
    guard !alt.isEmpty else { return false }
    if isNameByCamera(alt) { return true }
    guard !alt.contains(" ") else { return false }
    let file = address.split(separator: "/").last.map(String.init) ?? address
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let endings = [".jpg", ".jpeg", ".png", ".svg", ".webp", ".gif", ".avif"]
    let lower = alt.lowercased()
    if endings.contains(where: lower.hasSuffix) || alt == file { return true }
    // `hafen` may be a word; `IMG_1234` and `hafen-luftbild` are none.
    return alt == stem && alt.contains { $0 == "_" || $0 == "-" || $0.isNumber }
  }

  /// Whether it is what cameras and programs call a picture, whatever the file is called now: `IMG_1234`, `Foto 3`.
  private static func isNameByCamera(_ alt: String) -> Bool {
    let text = alt.lowercased()
    let names = [
      "img", "dsc", "dscn", "dscf", "pict", "image", "scan", "bild", "foto", "photo", "bildschirmfoto", "screenshot",
      "unbenannt", "untitled", "whatsapp image",
    ]
    return names.contains { name in
      guard text.hasPrefix(name) else { return false }
      let rest = text.dropFirst(name.count)
      return rest.contains(where: \.isNumber) && rest.allSatisfy { $0.isNumber || "_-. :()".contains($0) }
    }
  }
}
