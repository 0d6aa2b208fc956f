import SiteDiagnostics

extension Rule {
  /// What a picture may weigh: a second on a slow mobile line.
  private static let limit = 500 << 10

  static let imageTooHeavy = Rule(
    "image.too-heavy", .warning, "a picture weighs at most 500 KB",
    .site { site, findings in
      let endings = [".jpg", ".jpeg", ".png", ".svg", ".webp", ".gif", ".avif"]
      for file in site.files where file.size > limit && endings.contains(where: file.path.lowercased().hasSuffix) {
        findings.add(
          "this picture weighs \(file.size >> 10) KB", at: SourceLocation(path: "Content/\(file.path)"),
          hint: "save it smaller: at most 2000 pixels wide, photos as JPEG or WebP")
      }
    })
}
