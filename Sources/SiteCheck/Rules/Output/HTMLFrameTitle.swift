import SiteDiagnostics

extension Rule {
  static let htmlFrameTitle = Rule(
    "html.frame-title", .error, "a frame says what it holds",
    .output { output, findings in
      for frame in output.elements(.iframe) {
        let isNamed = frame.attributes.contains { ($0.name == .title || $0.name == .aria) && !$0.value.isEmpty }
        if isNamed { continue }
        findings.add("this frame has no title", at: frame.tag, hint: "add `title=\"…\"`", in: output)
      }
    })
}
