/// Finds what is active in a drawing or page that is taken over as it is.
///
/// A drawing is split as XML is (XML 1.0, 2 and 3), a page as HTML is; where a browser could see a tag that stands in
/// something else here, in an attribute or a comment, that is looked through as well. One pass over the bytes.
struct ActiveMarkup {
  enum Language {
    case drawing
    /// HTML.
    case page
    /// XML that browsers show as a page.
    case document

    fileprivate var isXML: Bool { self != .page }
  }

  private let bytes: [UInt8]
  private let language: Language
  private var parts: [ActivePart] = []
  /// The elements that are open, with the part that they are. What an element that goes takes along needs no word.
  private var open: [OpenElement] = []
  /// How many of the open elements will go.
  private var goingDepth = 0
  private var isWellFormed = true
  private var namespaces = DrawingNamespaces()
  private var entities: [String: String] = [:]
  private var commentEnds = SearchMemory("-->")
  private var hastyCommentEnds = SearchMemory("--!>")
  private var textEnds = SearchMemory("</")
  private var scriptEnds = SearchMemory("</")
  /// How many pages this one stands in, in attributes.
  private var depth = 0

  private struct OpenElement {
    let name: Range<Int>
    let part: Int?
  }

  private init(_ bytes: [UInt8], _ language: Language) {
    self.bytes = bytes
    self.language = language
  }

  static func parts(of bytes: [UInt8], _ language: Language) -> [ActivePart] { parts(of: bytes, language, depth: 0) }

  private static func parts(of bytes: [UInt8], _ language: Language, depth: Int) -> [ActivePart] {
    if bytes.starts(with: [0x1F, 0x8B]) { return [ActivePart(kind: .packed, range: 0..<1)] }
    if let encoding = ActiveEncoding.strange(bytes) {
      return [ActivePart(kind: .encoding(encoding), range: 0..<min(bytes.count, 1))]
    }
    var markup = ActiveMarkup(bytes, language)
    markup.depth = depth
    if language.isXML { markup.namespaces = DrawingNamespaces(bytes) }
    markup.run(0..<bytes.count)
    return markup.finished()
  }

  /// What can be taken out: nothing, where tags don't match.
  private func finished() -> [ActivePart] {
    let canMend = language == .drawing && isWellFormed && open.isEmpty
    return parts.map { part in
      var part = part
      if !canMend { part.removal = nil }
      return part
    }
  }

  // MARK: Markup

  private mutating func run(_ range: Range<Int>) {
    var offset = range.lowerBound
    while let start = ByteSearch.first(UInt8(ascii: "<"), in: bytes.span, from: offset, to: range.upperBound) {
      offset = start + 1
      guard offset < range.upperBound else { return }
      switch bytes[offset] {
      case UInt8(ascii: "!"): offset = declaration(from: start, to: range.upperBound)
      case UInt8(ascii: "?"): offset = instruction(from: start, to: range.upperBound)
      case UInt8(ascii: "/"): offset = endTag(from: start, to: range.upperBound)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: ":"),
        0x80...:
        offset = startTag(from: start, to: range.upperBound)
      default: break
      }
    }
  }

  /// The end of a text from an offset on, or the end of the range.
  private func end(of text: String, from start: Int, to limit: Int) -> Int {
    SearchMemory(text).search(from: start, in: bytes).map { min($0 + text.utf8.count, limit) } ?? limit
  }

  private func begins(_ text: String, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  /// Comments, sections of data, declarations of the document's type.
  private mutating func declaration(from start: Int, to limit: Int) -> Int {
    if begins("<!--", at: start) { return comment(from: start, to: limit) }
    guard language.isXML else {
      // In a page, the data of an `<svg>` are text, and elsewhere a comment that ends with the first `>`.
      return start + 2
    }
    if begins("<![CDATA[", at: start) { return end(of: "]]>", from: start + 9, to: limit) }
    guard begins("<!DOCTYPE", at: start) else { return start + 2 }
    switch DocumentType(bytes, from: start, to: limit) {
    case .plain(let entities, let end):
      self.entities.merge(entities) { first, _ in first }
      return end
    case .suspicious(let end):
      isWellFormed = false
      parts.append(ActivePart(kind: .declarations, range: start..<min(start + 9, limit)))
      return end
    }
  }

  private mutating func comment(from start: Int, to limit: Int) -> Int {
    if language.isXML { return end(of: "-->", from: start + 4, to: limit) }
    // `<!-->` and `<!--->` are whole comments, and `--!>` ends one (HTML standard, 13.2.5.43 and on).
    if begins(">", at: start + 4) { return start + 5 }
    if begins("->", at: start + 4) { return start + 6 }
    let end = min(
      commentEnds.place(from: start + 2, in: bytes).map { $0 + 3 } ?? limit,
      hastyCommentEnds.place(from: start + 2, in: bytes).map { $0 + 4 } ?? limit, limit)
    return hidesEndOfText(start + 4..<max(start + 4, end)) ? start + 4 : end
  }

  private mutating func instruction(from start: Int, to limit: Int) -> Int {
    guard language.isXML else { return start + 2 }
    let end = end(of: "?>", from: start + 2, to: limit)
    guard begins("<?xml-stylesheet", at: start) else { return end }
    let text = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    let isStyle = text.contains("text/css") && !["xsl", "text/xml", "application/"].contains(where: text.contains)
    if !isStyle && goingDepth == 0 {
      parts.append(ActivePart(kind: .instruction, range: start..<end, removal: start..<end))
    }
    return end
  }

  private mutating func endTag(from start: Int, to limit: Int) -> Int {
    let end = ByteSearch.first(UInt8(ascii: ">"), in: bytes.span, from: start, to: limit).map { $0 + 1 } ?? limit
    guard language.isXML else { return end }
    let name = name(from: start + 2, to: end)
    guard let element = open.last, bytes[element.name].elementsEqual(bytes[name]) else {
      isWellFormed = false
      return end
    }
    open.removeLast()
    if let part = element.part {
      goingDepth -= 1
      close(part, with: start..<end)
    }
    return end
  }

  private func name(from start: Int, to limit: Int) -> Range<Int> {
    var end = start
    while end < limit, !Self.endsName(bytes[end]) { end += 1 }
    return start..<end
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
  }

  // MARK: Tags

  /// A start tag as it is read.
  private struct Tag {
    let name: String
    let range: Range<Int>
    var type = ""
    var attributes: [(name: Range<Int>, value: Range<Int>, end: Int)] = []
    var isClosed = false
  }

  private mutating func startTag(from start: Int, to limit: Int) -> Int {
    let name = name(from: start + 1, to: limit)
    var tag = Tag(name: localName(name), range: name)
    var offset = name.upperBound
    loop: while offset < limit {
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        tag.isClosed = bytes[offset - 1] == UInt8(ascii: "/")
        offset += 1
        break loop
      case ...0x20, UInt8(ascii: "/"): offset += 1
      default: attribute(of: &tag, &offset, limit)
      }
    }
    let isActive = isActive(tag)
    let part = isActive ? note(tag, from: start, to: offset) : nil
    if !isActive, !language.isXML || namespaces.isShown(bytes[tag.range]) { look(at: tag) }
    if language.isXML, !tag.isClosed {
      open.append(OpenElement(name: name, part: part))
      if part != nil { goingDepth += 1 }
    }
    return language == .page && tag.name == "script" ? endOfScript(from: offset) : offset
  }

  /// What is in a script is no markup. Where it has no end it is looked at all the same.
  private mutating func endOfScript(from start: Int) -> Int {
    var ends = scriptEnds
    defer { scriptEnds = ends }
    return ends.place(from: start, in: bytes) { nameOfEndTag(at: $0) == "script" } ?? start
  }

  private mutating func attribute(of tag: inout Tag, _ offset: inout Int, _ limit: Int) {
    // A name may begin with `=` (HTML standard, 13.2.5.32).
    let start = offset
    offset = name(from: offset + 1, to: limit).upperBound
    let name = start..<offset
    while offset < limit, bytes[offset] <= 0x20 { offset += 1 }
    guard offset < limit, bytes[offset] == UInt8(ascii: "=") else {
      tag.attributes.append((name, offset..<offset, offset))
      return
    }
    offset += 1
    while offset < limit, bytes[offset] <= 0x20 { offset += 1 }
    guard offset < limit else { return }
    let quote = bytes[offset]
    let value: Range<Int>
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = ByteSearch.first(quote, in: bytes.span, from: offset + 1, to: limit) ?? limit
      value = offset + 1..<end
      offset = min(end + 1, limit)
    } else {
      let first = offset
      while offset < limit, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
      value = first..<offset
      isWellFormed = false
    }
    tag.attributes.append((name, value, offset))
    if bytes[name].elementsEqual("type".utf8) { tag.type = decoded(value).lowercased() }
    // Within double quotes there are only single ones: this goes no deeper than twice.
    if language == .page, value.upperBound < offset, hidesEndOfText(value) { run(value) }
  }

  private func isActive(_ tag: Tag) -> Bool {
    guard ActiveNames.isActive(element: tag.name, in: language) else { return false }
    guard !language.isXML || namespaces.isShown(bytes[tag.range]) else { return false }
    if language == .drawing { return true }
    // Data in a page are no program.
    return tag.name != "script" || ScriptTypes.run(tag.type)
  }

  private mutating func note(_ tag: Tag, from start: Int, to end: Int) -> Int? {
    guard goingDepth == 0 else { return nil }
    parts.append(
      ActivePart(
        kind: .element(String(decoding: bytes[tag.range], as: UTF8.self)), range: start..<tag.range.upperBound,
        removal: tag.isClosed ? start..<end : nil))
    return tag.isClosed ? nil : parts.count - 1
  }

  /// What is to go goes up to its end tag.
  private mutating func close(_ part: Int, with tag: Range<Int>) {
    let start = parts[part].range.lowerBound
    parts[part].removal = start..<tag.upperBound
    if case .element(let name) = parts[part].kind, name.lowercased().hasSuffix("foreignobject") {
      parts[part].replacement = ForeignObjectText.replacement(of: Array(bytes[start..<tag.upperBound]))
    }
  }

  private mutating func look(at tag: Tag) {
    guard goingDepth == 0 else { return }
    for (name, value, end) in tag.attributes {
      guard let kind = kind(of: name, value, tag) else { continue }
      var start = name.lowerBound
      while start > 0, bytes[start - 1] <= 0x20 { start -= 1 }
      parts.append(ActivePart(kind: kind, range: name.lowerBound..<end, removal: start..<end))
    }
  }

  private func kind(of name: Range<Int>, _ value: Range<Int>, _ tag: Tag) -> ActivePart.Kind? {
    let text = { String(decoding: bytes[name], as: UTF8.self) }
    if ActiveNames.isHandler(bytes[name]) { return .handler(text()) }
    let local = localName(name)
    if local == "attributename", ActiveNames.animations.contains(tag.name) {
      let target = decoded(value).utf8.filter { $0 > 0x20 }
      return ActiveNames.isHandler(target[...]) ? .handler(String(decoding: target, as: UTF8.self)) : nil
    }
    if local == "srcdoc" {
      let isActive =
        depth == 8 || !Self.parts(of: Array(decoded(value).utf8), .page, depth: depth + 1).isEmpty
      return isActive ? .address(text(), scheme: "srcdoc") : nil
    }
    guard ActiveNames.addresses.contains(local) else { return nil }
    let whole = decoded(value)
    let values = ActiveNames.animations.contains(tag.name) ? whole.split(separator: ";").map(String.init) : [whole]
    guard let scheme = values.lazy.compactMap(ActiveNames.programScheme).first else { return nil }
    return .address(text(), scheme: scheme)
  }

  // MARK: Texts

  /// A name in lower case, without the prefix of its namespace.
  private func localName(_ range: Range<Int>) -> String {
    let name = bytes[range]
    let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
    return String(decoding: name[start...], as: UTF8.self).lowercased()
  }

  private func decoded(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return MarkupText.decode(entities.isEmpty ? text : DocumentType.replaced(text, entities))
  }

  /// Whether something that is passed over could end, where a browser is within an element of text, that element: then
  /// it isn't passed over there.
  private mutating func hidesEndOfText(_ range: Range<Int>) -> Bool {
    var ends = textEnds
    defer { textEnds = ends }
    let place = ends.place(from: range.lowerBound, in: bytes) { Self.textElements.contains(nameOfEndTag(at: $0)) }
    return place.map { $0 < range.upperBound } ?? false
  }

  private func nameOfEndTag(at place: Int) -> String {
    localName(name(from: min(place + 2, bytes.count), to: min(place + 14, bytes.count)))
  }

  private static let textElements: Set<String> = [
    "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
  ]
}
