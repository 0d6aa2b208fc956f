internal import SiteDiagnostics

extension HTMLWriter {
  enum Attributed {
    case heading, span, link, image
  }

  /// Writes classes and the allowed ones of the pairs; the id is the caller's.
  mutating func writeAttributes(_ attributes: Attributes, for element: Attributed) {
    if !attributes.classes.isEmpty {
      html.append(" class=\"")
      appendEscaped(attributes.classes.joined(separator: " "))
      html.append(UInt8(ascii: "\""))
    }
    var written: Set<String> = []
    for (name, value) in attributes.pairs {
      guard written.insert(name).inserted else { continue }
      guard isAllowed(name, for: element) else {
        reportAttribute(name)
        continue
      }
      html.append(UInt8(ascii: " "))
      html.append(string: name)
      html.append("=\"")
      appendEscaped(value)
      html.append(UInt8(ascii: "\""))
    }
  }

  private mutating func reportAttribute(_ name: String) {
    let hint =
      Self.places[name] ?? nearestName(to: name, among: Self.attributeNames).map { "did you mean `\($0)`?" }
    let text = Array((name + "=").utf8)
    unsafe text.withUnsafeBufferPointer {
      unsafe report(
        .warning, "markdown.attribute-not-allowed", "the attribute `\(name)` can't be set here",
        at: ByteView($0)[0..<text.count - 1], hint: hint)
    }
  }

  /// Where those can be set that can't be set everywhere.
  private static let places: [String: String] = [
    "credit": "a picture with a credit stands alone: leave an empty line above and below it",
    "width": "it belongs behind a picture: `![…](bild.jpg){width=400}`",
    "height": "it belongs behind a picture: `![…](bild.jpg){height=300}`",
    "loading": "it belongs behind a picture: `![…](bild.jpg){loading=eager}`",
    "decoding": "it belongs behind a picture",
    "hreflang": "it belongs behind a link: `[…](https://…){hreflang=en}`",
    "type": "it belongs behind a link",
    "download": "it belongs behind a link: `[…](liste.pdf){download=\"Liste.pdf\"}`",
  ]

  private static let attributeNames = [
    "lang", "dir", "title", "role", "translate", "hreflang", "type", "download", "width", "height", "loading", "credit",
  ]

  /// Nothing that runs, loads or restyles.
  private func isAllowed(_ name: String, for element: Attributed) -> Bool {
    switch name {
    case "lang", "dir", "title", "role", "translate": true
    case "style": options.allowsStyleAttribute
    case "hreflang", "type", "download": element == .link
    case "width", "height", "loading", "decoding": element == .image
    default: name.hasPrefix("aria-")
    }
  }
}
