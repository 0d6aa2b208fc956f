/// Which raw HTML is harmless, and which of it is open.
struct RawHTMLFilter {
  /// Elements that are written but not closed yet, outermost first.
  private(set) var open: [String] = []
  private var openCounts: [String: Int] = [:]
  /// Elements that were refused: each is reported once.
  var reported: Set<String> = []
  /// How many elements were open when the current block of text started.
  var blockStart = 0

  mutating func push(_ name: String) {
    open.append(name)
    openCounts[name, default: 0] += 1
  }

  /// Closes the innermost element.
  mutating func pop() -> String? {
    guard let name = open.popLast() else { return nil }
    openCounts[name, default: 1] -= 1
    return name
  }

  func isOpen(_ name: String) -> Bool { openCounts[name, default: 0] > 0 }

  static func isVoid(_ name: String) -> Bool { ["br", "hr", "img", "wbr", "col"].contains(name) }

  static func allows(_ name: String) -> Bool { elements.contains(name) }

  /// Content and structure: nothing that runs, loads on its own (but images), takes input, or changes how the rest of
  /// the page is read.
  private static let elements: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    "var", "wbr",
  ]

  static func allowsAttribute(_ name: String, of element: String) -> Bool {
    if name.hasPrefix("aria-") { return true }
    switch name {
    case "class", "dir", "id", "lang", "role", "title", "translate": return true
    case "href", "hreflang", "rel", "type": return element == "a"
    case "src", "alt", "width", "height", "loading": return element == "img"
    case "colspan", "rowspan", "headers", "scope": return element == "td" || element == "th"
    case "span": return element == "col" || element == "colgroup"
    case "start", "reversed", "value": return element == "ol" || element == "li"
    case "open": return element == "details"
    case "datetime": return element == "time" || element == "del" || element == "ins"
    case "cite": return element == "blockquote" || element == "q"
    default: return false
    }
  }
}

/// One tag of raw HTML, cut by the rules of HTML's tokenizer.
struct RawTag {
  let name: String
  let isEnd: Bool
  let attributes: [(name: String, value: ByteView?)]
  /// Where the tag ends, behind `>`.
  let end: Int

  /// Reads the tag that starts with `<` at an offset; `nil` if it is none, or isn't complete.
  init?(_ text: ByteView, at start: Int) {
    var offset = start + 1
    isEnd = text.at(offset) == UInt8(ascii: "/")
    if isEnd { offset += 1 }
    let nameStart = offset
    guard isLetter(text.at(offset)) else { return nil }
    while offset < text.count, !Self.endsName(text[offset]) { offset += 1 }
    name = text[nameStart..<offset].string.lowercased()
    var attributes: [(name: String, value: ByteView?)] = []
    while true {
      while offset < text.count, Self.isSpace(text[offset]) || text[offset] == UInt8(ascii: "/") { offset += 1 }
      guard offset < text.count else { return nil }
      if text[offset] == UInt8(ascii: ">") { break }
      guard let attribute = Self.attribute(text, from: &offset) else { return nil }
      attributes.append(attribute)
    }
    self.attributes = attributes
    end = offset + 1
  }

  private static func attribute(_ text: ByteView, from offset: inout Int) -> (name: String, value: ByteView?)? {
    let start = offset
    // An equals sign may start a name, by HTML's rules.
    offset += 1
    while offset < text.count, !endsName(text[offset]), text[offset] != UInt8(ascii: "=") { offset += 1 }
    let name = text[start..<offset].string.lowercased()
    var next = offset
    while next < text.count, isSpace(text[next]) { next += 1 }
    guard text.at(next) == UInt8(ascii: "=") else { return (name, nil) }
    next += 1
    while next < text.count, isSpace(text[next]) { next += 1 }
    guard next < text.count else { return nil }
    let quote = text[next]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = text.firstIndex(of: quote, from: next + 1) else { return nil }
      offset = end + 1
      return (name, text[next + 1..<end])
    }
    let valueStart = next
    while next < text.count, !isSpace(text[next]), text[next] != UInt8(ascii: ">") { next += 1 }
    offset = next
    return (name, text[valueStart..<next])
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
