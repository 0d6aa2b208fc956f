import SiteDiagnostics
import SiteModel

extension Rule {
  static let htmlUnknownLanguage = Rule(
    "html.unknown-language", .error, "the language of a passage is a language code",
    .output { output, findings in
      let bytes = output.bytes.span
      for range in output.scan.languages where !common.contains(ByteHash.of(bytes, range)) {
        let code = output.string(range)
        // Empty says that the language is not known.
        if code.isEmpty || isLanguage(code) { continue }
        findings.add(
          "`\(code)` is no language code", at: range.lowerBound - 6..<range.upperBound + 1,
          hint: "codes look like `de`, `en`, `fr` or `pt-BR`", in: output)
      }
    })

  private static func isLanguage(_ code: String) -> Bool {
    guard Language.isCode(code.lowercased()) else { return false }
    let first = code.prefix { $0 != "-" }.lowercased()
    return first.utf8.count == 3 || languages.contains(first)
  }

  /// What most languages are written like, which needs no closer look.
  private static let common = Set(languages.map { ByteHash.of($0) })

  /// ISO 639-1.
  private static let languages = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es \
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki \
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " ").map(String.init))
}
