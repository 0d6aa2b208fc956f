import SiteModel
import Testing

/// Which way languages run, by their codes alone.
@Suite struct WritingDirectionTests {
  @Test(arguments: [
    "ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "nqo", "ar-EG", "ku-Arab", "pa-PK",
    "pa-Arab",
    "uz-AF", "az-Arab-IR", "ff-Adlm", "he-IL",
  ])
  func rightToLeft(code: String) {
    #expect(WritingDirection(languageCode: code) == .rightToLeft)
  }

  @Test(arguments: [
    "de", "en", "tr", "ku", "pa", "uz", "zh-Hant", "hi", "ar-Latn", "sd-Deva", "sd-IN", "ug-KZ", "ug-Cyrl", "mt", "",
    "-",
  ])
  func leftToRight(code: String) {
    #expect(WritingDirection(languageCode: code) == .leftToRight)
  }
}
