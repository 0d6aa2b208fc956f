import SiteDiagnostics

extension Rule {
  static let htmlCaptions = Rule(
    "html.captions", .error, "films have captions",
    .output { output, findings in
      for video in output.elements(.video) where video.parts == 0 {
        // A film that is silent by itself and plays like a picture needs none.
        if output.value(of: .muted, in: video) != nil, output.value(of: .autoplay, in: video) != nil { continue }
        findings.add(
          "this film has no captions", at: video.tag,
          hint: "add `<track kind=\"captions\" srclang=\"\(output.language)\" src=\"….vtt\">`", in: output)
      }
    })
}
