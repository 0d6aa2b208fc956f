import SiteDiagnostics

extension Rule {
  private static let limit = 15

  static let easyLongSentence = Rule(
    "easy.long-sentence", .warning, "a sentence in Leichte Sprache has at most 15 words",
    .page { page, findings in
      guard page.isEasyToRead else { return }
      for sentence in EasyText(page).sentences where sentence.words > limit {
        findings.add(
          "this sentence has \(sentence.words) words", at: sentence.range,
          hint: "say one thing in a sentence, and begin a new line with the next")
      }
    })
}
