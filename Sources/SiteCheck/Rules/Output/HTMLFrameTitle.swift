import SiteDiagnostics

extension Rule {
  static let htmlFrameTitle = Rule(
    "html.frame-title", .error, "a frame says what it holds",
    .output { output, findings in
      for frame in output.elements(.iframe) where !output.scan.isNamedByAttribute(frame) {
        findings.add("this frame has no title", at: frame.tag, hint: "add `title=\"…\"`", in: output)
      }
    })
}
