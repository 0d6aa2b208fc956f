/// Names of HTML and SVG that make a program of a file. All in lower case: HTML doesn't tell cases apart, and what SVG
/// writes in other letters means nothing anyway.
enum ActiveNames {
  /// Elements that are programs, hold pages within a drawing, or send away what readers type.
  private static let inDrawings: Set<String> = [
    "script", "handler", "listener", "foreignobject", "form", "iframe", "frame", "frameset", "object", "embed",
    "applet",
    "base", "portal",
  ]

  private static let inPages: Set<String> = ["script", "foreignobject", "form", "handler", "listener", "applet"]

  static func isActive(element name: String, in language: ActiveMarkup.Language) -> Bool {
    language == .drawing ? inDrawings.contains(name) : inPages.contains(name)
  }

  /// `onload` and its like: what follows the two letters is a letter.
  static func isHandler(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count > 2 else { return false }
    let start = name.startIndex
    guard name[start] | 0x20 == UInt8(ascii: "o"), name[start + 1] | 0x20 == UInt8(ascii: "n") else { return false }
    guard !["one", "once", "only"].contains(where: { name.elementsEqual($0.utf8) }) else { return false }
    return name[start...].allSatisfy { byte in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
  }

  /// Attributes that hold an address which somebody may follow, or values that an animation gives to one.
  static let addresses: Set<String> = [
    "href", "src", "action", "formaction", "data", "from", "to", "by", "values", "poster", "codebase", "classid",
    "background",
  ]

  /// Elements that give other values to attributes.
  static let animations: Set<String> = ["set", "animate", "animatetransform", "animatemotion", "animatecolor"]

  /// The scheme of an address under which a program is run or a page is shown that is none of the site's; `nil` where
  /// it has none of that kind. Browsers leave out space at the beginning, and line breaks and tabs anywhere (URL standard, 4.4).
  static func programScheme(of address: String) -> String? {
    var letters: [UInt8] = []
    for byte in address.utf8 {
      if letters.isEmpty && byte <= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
      letters.append(byte < 0x80 && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      if letters.count == 40 { break }
    }
    let text = String(decoding: letters, as: UTF8.self)
    if let scheme = ["javascript:", "vbscript:", "livescript:", "mocha:"].first(where: text.hasPrefix) {
      return scheme
    }
    guard text.hasPrefix("data:") else { return nil }
    let type = text.dropFirst(5).drop { $0 == " " }
    return pages.contains(where: type.hasPrefix) ? "data:" : nil
  }

  /// Types that browsers show as pages or run.
  private static let pages = [
    "text/html", "text/xml", "application/xml", "application/xhtml", "text/xsl", "text/javascript",
    "application/javascript",
    "application/ecmascript", "text/ecmascript", "application/x-javascript",
  ]
}
