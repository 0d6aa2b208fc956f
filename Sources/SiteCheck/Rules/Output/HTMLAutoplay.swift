import SiteDiagnostics

extension Rule {
  static let htmlAutoplay = Rule(
    "html.autoplay", .error, "nothing plays by itself",
    .output { output, findings in
      for element in output.scan.elements(with: .autoplay) {
        findings.add(
          "this plays by itself", at: element.tag, hint: "remove `autoplay` and let readers start it with `controls`",
          in: output)
      }
    })
}
