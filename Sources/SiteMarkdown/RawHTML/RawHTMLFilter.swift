/// Which raw HTML is harmless, and which of it is open.
struct RawHTMLFilter {
  /// An element that is written but not closed yet.
  struct OpenElement {
    let name: String
    /// Where its tag stands, in bytes of the body.
    let place: Range<Int>
  }

  /// Elements that are open, outermost first.
  private(set) var open: [OpenElement] = []
  private var openCounts: [String: Int] = [:]
  /// Elements that were refused: each is reported once.
  var reported: Set<String> = []
  /// Attributes that were left out: each is reported once.
  var reportedAttributes: Set<String> = []
  /// Whether the text of a paragraph or heading is being written, in which no blocks may stand.
  var isInPhrase = false
  /// How many elements were open when the current block of text started.
  var blockStart = 0

  mutating func push(_ name: String, at place: Range<Int>) {
    open.append(OpenElement(name: name, place: place))
    openCounts[name, default: 0] += 1
  }

  /// Closes the innermost element.
  mutating func pop() -> OpenElement? {
    guard let element = open.popLast() else { return nil }
    openCounts[element.name, default: 1] -= 1
    return element
  }

  func isOpen(_ name: String) -> Bool { openCounts[name, default: 0] > 0 }

  static func isVoid(_ name: String) -> Bool { ["br", "hr", "img", "wbr", "col", "source", "track"].contains(name) }

  /// Whether HTML lets authors leave the end tag out.
  static func closesItself(_ name: String) -> Bool {
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "rp", "rt"].contains(
      name)
  }

  /// Whether it can't stand within a paragraph or heading.
  static func isBlock(_ name: String) -> Bool { blocks.contains(name) }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5",
    "h6", "hr", "ol", "p", "pre", "section", "table", "ul",
  ]

  static func allows(_ name: String) -> Bool { elements.contains(name) }

  /// What to do instead of an element that isn't allowed.
  static func hint(for tag: RawTag) -> String {
    switch tag.name {
    case "iframe", "embed", "object", "frame":
      let address = tag.attributes.first { ["src", "data"].contains($0.name) }?.value?.string
      return "nothing is loaded from other hosts; link to it: `[…](\(address.map { $0.prefix(80) } ?? "https://…"))`"
    case "video", "audio", "source", "track":
      return "link to the film or the recording, with its length: `[Film, 3 Minuten](film.mp4)`"
    case "script", "noscript", "style", "link", "meta", "base":
      return "it belongs into a template; texts have no scripts and styles of their own"
    case "form", "input", "button", "select", "textarea", "label":
      return "link to the form: `[Anmeldung](https://…)`"
    case "center", "font", "big", "tt", "blink", "marquee", "strike":
      return "use Markdown for it: how the page looks is a matter of the templates"
    default: return "use Markdown for it, or allow all HTML in `site.yaml`: `markdown: {raw_html: pass}`"
    }
  }

  /// Content and structure: nothing that runs, loads on its own (but images), takes input, or changes how the rest of
  /// the page is read.
  private static let elements: Set<String> = [
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del",
    "data", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "meter", "ol", "p", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small",
    "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "track", "u", "ul", "var", "video", "wbr",
  ]

  static func allowsAttribute(_ name: String, of element: String) -> Bool {
    if name.hasPrefix("aria-") { return true }
    switch name {
    case "class", "dir", "id", "lang", "role", "title", "translate": return true
    case "href", "hreflang", "rel", "download", "name": return element == "a"
    case "type": return ["a", "source", "ol"].contains(element)
    case "alt", "loading", "decoding": return element == "img"
    case "src", "width", "height": return ["img", "video", "audio", "source", "track"].contains(element)
    case "srcset", "sizes", "media": return ["img", "source"].contains(element)
    case "poster", "playsinline": return element == "video"
    case "controls", "preload", "loop", "muted": return element == "video" || element == "audio"
    case "kind", "srclang", "label", "default": return element == "track"
    case "max", "min", "low", "high", "optimum": return element == "progress" || element == "meter"
    case "colspan", "rowspan", "headers", "scope": return element == "td" || element == "th"
    case "span": return element == "col" || element == "colgroup"
    case "start", "reversed": return element == "ol"
    case "value": return ["li", "progress", "meter", "data"].contains(element)
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
