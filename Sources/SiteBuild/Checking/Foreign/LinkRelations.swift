/// Which relations of `<link>` make a browser or a feed reader fetch something.
enum LinkRelations {
  private static let loading: Set<Substring> = [
    "stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "prerender", "icon",
    "mask-icon",
    "fluid-icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "manifest",
    "import", "search", "enclosure",
  ]

  static func load(_ relations: ArraySlice<UInt8>) -> Bool {
    // What nearly every link is; looking words up costs more than all the rest of a page.
    if relations.elementsEqual("alternate".utf8) || relations.elementsEqual("canonical".utf8) { return false }
    return String(decoding: relations, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
      .contains { loading.contains($0) }
  }
}
