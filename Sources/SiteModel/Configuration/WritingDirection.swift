/// Which way the lines of a language run, as the attribute `dir` of HTML names it.
package enum WritingDirection: String, Sendable, Hashable, CaseIterable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  /// The direction of a language by its code: by the script that it names (`ku-Arab`), else by the one in which the language is
  /// mostly written, in that region if one is named (`pa-PK`).
  ///
  /// Sources: Unicode's Bidi_Class of each script, CLDR's likely subtags for what has none named.
  package init(languageCode code: String) {
    var parts = code.lowercased().split(separator: "-")[...]
    let language = parts.popFirst().map(String.init) ?? ""
    let script = parts.first { $0.utf8.count == 4 && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
    if let script {
      self = Self.scripts.contains(String(script)) ? .rightToLeft : .leftToRight
      return
    }
    let isTurned = parts.contains { $0.utf8.count == 2 && Self.turnedByRegion.contains("\(language)-\($0)") }
    self = Self.languages.contains(language) != isTurned ? .rightToLeft : .leftToRight
  }

  private static let scripts: Set<String> = [
    "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "gara", "hatr", "hebr", "hung", "khar", "lydi",
    "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr", "palm", "phli", "phlp", "phnx",
    "prti", "rohg", "samr", "sarb", "sogd", "sogo", "syrc", "thaa", "todr", "yezi",
  ]

  private static let languages: Set<String> = [
    "aao", "acm", "acq", "acw", "aeb", "aii", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb",
    "bal", "bft", "bgn", "bgp", "bqi", "ckb", "dv", "fa", "glk", "hac", "haz", "hbo", "he", "hnd", "hno", "iw", "ji",
    "khw", "ks", "lki", "lrc", "luz", "mid", "mzn", "nqo", "pes", "phr", "pnb", "prs", "ps", "rhg", "sam", "scl", "sd",
    "sdh", "shu", "skr", "syc", "syr", "ug", "ur", "uzs", "yi", "ydd",
  ]

  /// Where a region writes its language the other way round than most do.
  private static let turnedByRegion: Set<String> = [
    "az-iq", "az-ir", "ha-cm", "ha-sd", "kk-af", "kk-cn", "kk-ir", "ku-iq", "ku-ir", "ky-cn", "ms-cc", "pa-pk",
    "sd-in", "tg-pk", "tk-af", "tk-ir", "ug-kz", "uz-af", "uz-cn",
  ]
}

extension Language {
  package var direction: WritingDirection { WritingDirection(languageCode: code) }
}
