import SiteDigest

/// A file below `Templates/assets`, ready to be written.
struct Asset: Sendable {
  /// The path of its source.
  let source: RelativePath
  /// Below the site's root: `/assets/css/site.0f3b9a1c2d4e.css`.
  let path: String
  let content: OutputFile.Content
  /// For the attribute `integrity`; styles and scripts have one, since browsers check it of nothing else. Empty, which
  /// lets everything pass, where it is not to follow the content.
  let integrity: String?
  /// The part of the name that stands for the content; `nil` where the file keeps its name.
  let fingerprint: Fingerprint?

  var outputFile: OutputFile { OutputFile(path: String(path.dropFirst()), content: content) }
}
