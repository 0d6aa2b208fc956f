/// Which relations of `<link>` make a browser or a feed reader fetch something.
enum LinkRelations {
  private static let loading: Set<Substring> = [
    "stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "prerender", "icon",
    "mask-icon",
    "fluid-icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "manifest", "import",
    "search", "enclosure",
  ]

  static func load(_ relations: String) -> Bool {
    relations.lowercased().split(whereSeparator: \.isWhitespace).contains { loading.contains($0) }
  }
}
