import SiteModel

/// Compresses text once, when it is built, for web hosts that would otherwise do so at every request.
struct Precompressor: Sendable {
  let forms: [AssetConfiguration.Compression]

  /// What is text; pictures and fonts are compressed already.
  private static let extensions: Set<String> = [
    "html", "htm", "xhtml", "css", "js", "mjs", "svg", "xml", "rss", "atom", "json", "webmanifest", "txt", "csv", "ics",
  ]

  /// Whether the file at this path has compressed forms.
  func concerns(_ path: String) -> Bool {
    guard !forms.isEmpty, let dot = path.lastIndex(of: ".") else { return false }
    return Self.extensions.contains(path[path.index(after: dot)...].lowercased())
  }

  /// The compressed forms of a file, each beside it and only where it is smaller.
  func files(for path: String, _ bytes: [UInt8]) -> [OutputFile] {
    guard concerns(path) else { return [] }
    return forms.compactMap { form in
      let (suffix, compressed) =
        switch form {
        case .gzip: (".gz", Gzip.compress(bytes))
        case .brotli: (".br", Brotli.compress(bytes))
        }
      guard let compressed, compressed.count < bytes.count else { return nil }
      return OutputFile(path: path + suffix, content: .bytes(compressed))
    }
  }
}
