import SiteDiagnostics

extension Rule {
  static let htmlMissingAlt = Rule(
    "html.missing-alt", .error, "every picture in HTML has an alternative text, be it empty",
    .output { output, findings in
      for image in output.elements(.img) where output.value(of: .alt, in: image) == nil {
        findings.add(
          "this picture has no `alt`", at: image.tag,
          hint: "say what it shows, or write `alt=\"\"` for mere decoration",
          in: output)
      }
    })
}
