import SiteDiagnostics
import SiteMarkdown
import SiteModel

extension Rule {
  static let imageMissingAlt = Rule(
    "image.missing-alt", .error, "every picture says in words what it shows",
    .page { page, findings in
      for link in page.document.links where link.kind == .image && link.text.isBlank {
        let place = page.place(of: link)
        let tag = page.tag(around: place)
        if page.isDecorative(place, in: tag) { continue }
        findings.add(
          "this picture has no alternative text",
          at: place.text.map { $0.lowerBound - 2..<place.destination.upperBound }
            ?? page.textOfReference(link, to: place.destination).map { $0.lowerBound - 2..<$0.upperBound + 1 }
            ?? place.destination,
          hint: tag != nil
            ? "write in its `alt` what it shows: `alt=\"Kräne im Dortmunder Hafen\"`; for mere decoration: `alt=\"\"`"
            : "write in the brackets what it shows: `![Kräne im Dortmunder Hafen](…)`; for mere decoration: `{role=presentation}`"
        )
      }
      if let image = page.metadata.image, image.alt?.isBlank ?? true {
        findings.add(
          "the picture `\(image.src)` has no alternative text", at: page.field("image", "src"),
          hint: "write `image:` with two lines below it: `src: \(image.src)` and `alt: …`")
      }
    })
}

extension CheckedPage {
  /// Whether an image is followed by `{role=presentation}` or `{role=none}`, or its HTML says that there is nothing to say.
  ///
  /// - Parameter tag: see ``tag(around:)``.
  func isDecorative(_ place: MarkdownLinkPlace, in tag: String?) -> Bool {
    if let tag {
      return tag.contains(/\salt\s*(=\s*(""|''))?[\s\/>]/) || tag.contains(/\srole\s*=\s*["']?(presentation|none)\b/)
    }
    let end = bytes[place.destination.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let rest = string(place.destination.upperBound..<min(end, place.destination.upperBound + 200))
    guard let close = rest.firstIndex(of: ")") else { return false }
    let attributes = rest[rest.index(after: close)...]
    return attributes.hasPrefix("{") && (attributes.contains("role=presentation") || attributes.contains("role=none"))
  }

  /// The tag in whose `src` a picture's address stands; `nil` for one in Markdown.
  func tag(around place: MarkdownLinkPlace) -> String? {
    let start = place.destination.lowerBound
    let before = bytes[max(bodyStart, start - 2000)..<max(bodyStart, start)]
    guard let open = before.lastIndex(of: UInt8(ascii: "<")), bytes[open...].prefix(4).elementsEqual("<img".utf8),
      !bytes[open..<start].contains(UInt8(ascii: ">"))
    else { return nil }
    let close = bytes[place.destination.upperBound...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
    return string(open..<close + 1)
  }

  /// The pictures of the text that have an alternative text.
  var describedImages: LazyFilterCollection<[MarkdownLink]> {
    document.links.lazy.filter { $0.kind == .image && !$0.text.isEmpty }
  }

  /// The place of a link's or picture's text, or of its address where that is the text.
  func textPlace(of link: MarkdownLink) -> Range<Int> {
    let place = place(of: link)
    return place.text ?? textOfReference(link, to: place.destination) ?? place.destination
  }

  /// The text of a link whose address stands elsewhere: `[text][name]`.
  func textOfReference(_ link: MarkdownLink, to destination: Range<Int>) -> Range<Int>? {
    let block = link.block.clamped(to: 0..<bytes.count)
    guard !block.overlaps(destination) else { return nil }
    let opening = link.kind == .image ? "![" : "["
    guard let range = Phrase.range(of: Array("\(opening)\(link.text)]".utf8), in: bytes[block]) else { return nil }
    return range.lowerBound + opening.utf8.count..<max(range.lowerBound + opening.utf8.count, range.upperBound - 1)
  }
}
