import SiteModel

/// What makes a preview of a finished site: search engines are told to leave it alone, and each page that readers of the
/// published site would not see says why.
struct PreviewMarks: Sendable {
  /// By output path.
  private let badges: [String: String]

  init(_ site: Site) {
    badges = Dictionary(
      UnpublishedPage.all(of: site).map { ($0.outputPath, $0.reason) }, uniquingKeysWith: { first, _ in first })
  }

  private static let robots = Array("User-agent: *\nDisallow: /\n".utf8)
  private static let noIndex = Array("<meta name=\"robots\" content=\"noindex\">".utf8)

  func marked(_ bytes: [UInt8], of job: RenderJob) -> [UInt8] {
    if case .robots = job.subject { return Self.robots }
    guard job.outputPath.hasSuffix(".html") else { return bytes }
    var page = bytes
    if let badge = badges[job.outputPath] { Self.insert(Self.element(badge), intoBodyOf: &page) }
    if ByteSearch.first(Self.noIndex, in: bytes) == nil { Self.insert(Self.noIndex, intoHeadOf: &page) }
    return page
  }

  /// Without a style, which the site's policy might forbid: browsers show `mark` on yellow.
  private static func element(_ badge: String) -> [UInt8] {
    let text = badge.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return Array("<aside><p><mark><strong>Preview: \(text)</strong></mark></p></aside>\n".utf8)
  }

  private static func insert(_ element: [UInt8], intoBodyOf page: inout [UInt8]) {
    page.insert(contentsOf: element, at: endOfTag("body", in: page) ?? page.count)
  }

  /// A `meta` right after what stands before a missing `head` begins one.
  private static func insert(_ element: [UInt8], intoHeadOf page: inout [UInt8]) {
    let place = endOfTag("head", in: page) ?? endOfTag("html", in: page) ?? endOfTag("!doctype", in: page) ?? 0
    page.insert(contentsOf: element, at: place)
  }

  /// The place behind the first tag of that name, whatever the case of its letters.
  private static func endOfTag(_ name: String, in page: [UInt8]) -> Int? {
    let tag = Array("<\(name)".utf8)
    var start = 0
    while let found = page[start...].firstIndex(of: UInt8(ascii: "<")) {
      start = found + 1
      let end = found + tag.count
      guard end < page.count, page[found..<end].elementsEqual(tag, by: { $0 | 0x20 == $1 | 0x20 }) else { continue }
      guard page[end] == UInt8(ascii: ">") || page[end] <= 0x20 else { continue }
      return page[end...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }
    return nil
  }
}
