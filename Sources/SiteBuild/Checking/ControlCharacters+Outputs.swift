import SiteDiagnostics
import SiteMarkdown

/// The last look for control characters: at templates, and at what they made. Texts and front matter are looked through
/// where they are read.
extension ControlCharacters {
  static func diagnostics(ofTemplate source: SourceText) -> [Diagnostic] {
    guard areIn(source.bytes) else { return [] }
    return runs(in: source.bytes, 0..<source.bytes.count).map { range in
      let scalar = scalar(in: source.bytes, at: range.lowerBound, end: range.upperBound).value
      return .error(
        "template.control-character", "a control character (\(name(of: scalar))) stands here",
        at: source.location(of: range), hint: "delete it; it would make pages and feeds unreadable")
    }
  }

  /// What a template made out of nothing.
  static func diagnostic(of bytes: [UInt8], of job: RenderJob) -> Diagnostic? {
    let isXML = job.outputPath.hasSuffix(".xml")
    guard areIn(bytes) || isXML && hasReference(in: bytes) else { return nil }
    return .error(
      "template.control-character", "`\(job.outputPath)` would hold a control character, which no reader can take",
      at: SourceLocation(path: "Templates/\(job.template)"),
      hint: "leave it out where the template makes it, perhaps by an escape like `\\x0B` or by `safe`")
  }

  /// Whether a reference stands in XML that means no character there.
  private static func hasReference(in bytes: [UInt8]) -> Bool {
    var offset = 0
    while let open = ByteSearch.first(UInt8(ascii: "&"), in: bytes.span, from: offset) {
      offset = open + 1
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "#") else { continue }
      let text = CharacterReferences.decode(String(decoding: bytes[open...].prefix(14), as: UTF8.self))
      if let scalar = text.unicodeScalars.first, scalar != "&", isForbiddenInXML(scalar.value) { return true }
    }
    return false
  }
}
