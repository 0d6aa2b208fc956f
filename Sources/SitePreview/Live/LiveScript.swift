/// The scripts that keep a browser up to date, and how they come into pages.
///
/// They come from the site's own origin and bring no inline script or style, so that they work under a strict
/// Content-Security-Policy.
enum LiveScript {
  /// A page with the script at its end.
  static func added(to page: [UInt8], tag: ContentTag, badge: String?, role: String?) -> [UInt8] {
    var element = "<script src=\"\(Responder.reservedPath)live.js\" data-tag='\(tag.text)'"
    if let badge { element += " data-badge=\"\(attribute(badge))\"" }
    if let role { element += " data-role=\"\(role)\"" }
    element += " defer></script>\n"
    let end = endOfBody(page) ?? page.count
    var result: [UInt8] = []
    result.reserveCapacity(page.count + element.utf8.count)
    result += page[..<end]
    result += element.utf8
    result += page[end...]
    return result
  }

  /// Where the last `</body` begins, without regard to case.
  private static func endOfBody(_ page: [UInt8]) -> Int? {
    let tag = Array("</body".utf8)
    guard page.count >= tag.count else { return nil }
    var start = page.count - tag.count
    while start >= 0 {
      if page[start] == tag[0], page[start..<start + tag.count].map({ $0 | 0x20 }) == tag.map({ $0 | 0x20 }) {
        return start
      }
      start -= 1
    }
    return nil
  }

  private static func attribute(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }
}
