import SiteDiagnostics

extension Rule {
  static let textEmojiRun = Rule(
    "text.emoji-run", .warning, "at most two pictographs stand together",
    .page { page, findings in
      for (range, count) in page.text.emoji where count >= 3 {
        findings.add(
          "\(count) pictographs in a row", at: range, hint: "a screen reader reads the name of each one: one is enough")
      }
    })
}
