/// Finds in HTML, SVG and XML what makes a browser or a feed reader load something by itself, and what a policy has to
/// allow, in one pass over the bytes.
///
/// It splits tags as the HTML standard does (13.2.5); where HTML and XML would read something differently it looks at
/// more rather than less. Links that a reader follows are passed over. Addresses are given as they are written.
struct MarkupScanner {
  /// What was found; empty, and without memory of its own, for most pages.
  struct Findings {
    var addresses: [LoadedAddress] = []
    var needs = PolicyNeeds()
  }

  /// Which addresses are of interest.
  enum Choice {
    /// Those that could lead to another host or hold data: whatever has no sign of it is passed over at once.
    case suspicious
    case all
  }

  /// The tag being read: what depends on several of its attributes.
  private struct Tag {
    var element: MarkupName?
    var name = 0..<0
    var isSelfClosing = false
    var link: Range<Int>?
    var relation: Range<Int>?
    var content: Range<Int>?
    var type: Range<Int>?
    var isRefresh = false
    var hasSource = false
  }

  private let bytes: [UInt8]
  private let choice: Choice
  private var findings = Findings()

  private init(_ bytes: [UInt8], choice: Choice) {
    self.bytes = bytes
    self.choice = choice
  }

  static func scan(_ bytes: [UInt8], choice: Choice = .suspicious) -> Findings {
    var scanner = MarkupScanner(bytes, choice: choice)
    scanner.run(bytes.span)
    return scanner.findings
  }

  // MARK: Tags

  /// The bytes go along as a span, and the offset as a variable: that is half of what makes this fast.
  private mutating func run(_ bytes: Span<UInt8>) {
    var offset = 0
    while let open = Self.nextTag(in: bytes, from: offset) {
      offset = open + 1
      switch bytes[offset] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        offset = Self.endOfQuietTag(bytes, from: offset) ?? tag(bytes, from: offset)
      case UInt8(ascii: "?"): offset = tag(bytes, from: offset + 1)
      case UInt8(ascii: "!"): Self.skipComment(bytes, &offset)
      default: break
      }
    }
  }

  /// From the `!` on. A comment ends at `-->` or `--!>`, and `<!-->` is one already; what is none is passed over.
  private static func skipComment(_ bytes: Span<UInt8>, _ offset: inout Int) {
    guard offset + 2 < bytes.count, bytes[offset + 1] == UInt8(ascii: "-"), bytes[offset + 2] == UInt8(ascii: "-")
    else { return }
    var next = offset + 1
    while let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: next) {
      next = close + 1
      let dashes = close - (bytes[close - 1] == UInt8(ascii: "!") ? 3 : 2)
      guard dashes > offset, bytes[dashes] == UInt8(ascii: "-"), bytes[dashes + 1] == UInt8(ascii: "-") else {
        continue
      }
      offset = next
      return
    }
    offset = bytes.count
  }

  /// From the tag's name to what follows it.
  private mutating func tag(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    var tag = Tag()
    tag.element = MarkupName(rawValue: Self.name(bytes, &offset))
    tag.name = start..<offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte <= 0x20 || byte == UInt8(ascii: "/") {
        offset += 1
      } else if byte == UInt8(ascii: ">") {
        tag.isSelfClosing = bytes[offset - 1] == UInt8(ascii: "/") || bytes[offset - 1] == UInt8(ascii: "?")
        offset += 1
        break
      } else {
        attribute(&tag, bytes, &offset)
      }
    }
    if tag.element != nil || tag.link != nil { end(&tag) }
    return tag.element == nil || tag.isSelfClosing ? offset : textEnd(of: &tag, bytes, from: offset)
  }

  /// From the attribute's name on, which may begin with `=`.
  @inline(__always)
  private mutating func attribute(_ tag: inout Tag, _ bytes: Span<UInt8>, _ offset: inout Int) {
    let first = bytes[offset] | 0x20
    let second = offset + 1 < bytes.count ? bytes[offset + 1] | 0x20 : 0
    if bytes[offset] == UInt8(ascii: "=") { offset += 1 }
    let number = Self.name(bytes, &offset)
    Self.skipSpace(bytes, &offset)
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return }
    offset += 1
    Self.skipSpace(bytes, &offset)
    let value = Self.value(bytes, &offset)
    if let name = MarkupName(rawValue: number) { note(name, value, &tag) }
    if first == UInt8(ascii: "o"), second == UInt8(ascii: "n"), choice == .suspicious {
      findings.needs.add(handler: decoded(value))
    }
  }

  @inline(__always)
  private static func value(_ bytes: Span<UInt8>, _ offset: inout Int) -> Range<Int> {
    guard offset < bytes.count else { return offset..<offset }
    let quote = bytes[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = offset + 1
      let end = ByteSearch.first(quote, in: bytes, from: start) ?? bytes.count
      offset = min(end + 1, bytes.count)
      return start..<end
    }
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return start..<offset
  }

  private mutating func note(_ name: MarkupName, _ value: Range<Int>, _ tag: inout Tag) {
    switch name {
    case .href: tag.link = value
    case .rel: tag.relation = value
    case .type: tag.type = value
    case .content: tag.content = value
    case .httpEquiv: tag.isRefresh = text(value).lowercased() == "refresh"
    case .src:
      tag.hasSource = true
      address(value, .single, of: tag)
      findings.needs.note(source: tag.element)
    case .srcset, .imagesrcset: address(value, .candidates, of: tag)
    case .ping, .archive: address(value, .list, of: tag)
    case .poster, .background, .lowsrc, .dynsrc, .manifest, .classid, .codebase: address(value, .single, of: tag)
    case .data where tag.element == .object:
      address(value, .single, of: tag)
      findings.needs.uses.insert(.objects)
    case .to, .from, .values:
      if tag.element == .set || tag.element == .animate { address(value, .single, of: tag) }
    case .srcdoc: nested(value)
    case .style: style(value)
    case .action where tag.element == .form: findings.needs.add(form: decoded(value))
    case .formaction: findings.needs.add(form: decoded(value))
    case .fill, .stroke, .filter, .mask, .cursor, .clipPath, .marker, .markerStart, .markerMid, .markerEnd:
      if bytes[value].contains(UInt8(ascii: "(")) { sheet(Array(decoded(value).utf8), attribute: true) }
    default: break
    }
  }

  /// What depends on several attributes. The tag is lent, not copied.
  private mutating func end(_ tag: inout Tag) {
    switch tag.element {
    case .a, .area: break
    case .link:
      // Most links lead within the site: then what they are for doesn't matter.
      if let link = tag.link, let relation = tag.relation, choice == .all || isSuspicious(link),
        LinkRelations.load(bytes[relation])
      {
        address(link, .single, of: tag)
      }
    case .meta:
      if tag.isRefresh, let content = tag.content { refresh(content, of: tag) }
    default:
      if tag.element == .base { findings.needs.uses.insert(.base) }
      if let link = tag.link { address(link, .single, of: tag) }
    }
  }

  /// Elements whose content is no markup: it goes up to the end tag. Where none comes it is looked at all the same.
  private mutating func textEnd(of tag: inout Tag, _ bytes: Span<UInt8>, from start: Int) -> Int {
    switch tag.element {
    case .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes: break
    default: return start
    }
    var next = start
    while let open = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: next) {
      next = open + 1
      guard next < bytes.count, bytes[next] == UInt8(ascii: "/") else { continue }
      next += 1
      guard MarkupName(rawValue: Self.name(bytes, &next)) == tag.element else { continue }
      if tag.element == .style { sheet(source(start..<open), attribute: false) }
      if tag.element == .script, !tag.hasSource { script(start..<open, of: tag) }
      return next
    }
    return start
  }

  // MARK: Findings

  /// How many addresses a value holds.
  private enum Count { case single, list, candidates }

  private mutating func address(_ range: Range<Int>, _ count: Count, of tag: Tag) {
    guard choice == .all || isSuspicious(range) else { return }
    let value = decoded(range)
    switch count {
    case .single: add(value, range, of: tag)
    case .list: for part in value.split(whereSeparator: \.isWhitespace) { add(String(part), range, of: tag) }
    case .candidates: for candidate in Self.candidates(value) { add(candidate, range, of: tag) }
    }
  }

  /// The addresses of a `srcset` (HTML standard, 4.8.4.2.1): one may hold commas but not end in one, and descriptors
  /// follow it up to the next comma.
  private static func candidates(_ value: String) -> [String] {
    var found: [String] = []
    var rest = value[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      if rest.isEmpty { return found }
      var address = rest.prefix { !$0.isWhitespace }
      rest = rest[address.endIndex...]
      if address.last == "," {
        while address.last == "," { address.removeLast() }
      } else {
        rest = rest.drop { $0 != "," }
      }
      found.append(String(address))
    }
  }

  private mutating func add(_ address: String, _ range: Range<Int>, of tag: Tag) {
    findings.addresses.append(LoadedAddress(text: address, loader: "<\(text(tag.name))>", range: range))
    findings.needs.note(address: address, of: tag.element)
  }

  /// Whether an address could lead out of the site: it has a colon, a backslash, an entity, two slashes at its
  /// beginning, or bytes that browsers leave out of addresses.
  private func isSuspicious(_ range: Range<Int>) -> Bool {
    var slashes = 0
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "&"), 0...0x1F: return true
      case UInt8(ascii: "/"):
        slashes += 1
        if slashes == 2, bytes[index - 1] == UInt8(ascii: "/") { return true }
      default: break
      }
    }
    return false
  }

  private mutating func refresh(_ range: Range<Int>, of tag: Tag) {
    let value = decoded(range)
    guard let cut = value.firstIndex(where: { $0 == ";" || $0 == "," }) else { return }
    var target = value[value.index(after: cut)...].drop(while: \.isWhitespace)
    if target.lowercased().hasPrefix("url") {
      let rest = target.dropFirst(3).drop(while: \.isWhitespace)
      if rest.first == "=" { target = rest.dropFirst().drop(while: \.isWhitespace) }
    }
    if let quote = target.first, quote == "\"" || quote == "'" {
      target = target.dropFirst()
      target = target[..<(target.firstIndex(of: quote) ?? target.endIndex)]
    }
    add(String(target), range, of: tag)
  }

  private mutating func style(_ range: Range<Int>) {
    let value = decoded(range)
    if choice == .suspicious { findings.needs.add(styleAttribute: value) }
    sheet(Array(value.utf8), attribute: true)
  }

  private mutating func sheet(_ css: [UInt8], attribute: Bool) {
    if !attribute, choice == .suspicious { findings.needs.add(style: css) }
    for found in StyleAddresses.all(in: css) {
      findings.addresses.append(LoadedAddress(text: found.text, loader: found.loader, range: nil))
      findings.needs.note(address: found.text, of: .style)
    }
  }

  private mutating func script(_ range: Range<Int>, of tag: Tag) {
    guard choice == .suspicious else { return }
    let kind = tag.type.map { text($0).lowercased() } ?? ""
    guard ScriptTypes.run(kind) else { return }
    findings.needs.add(script: source(range))
  }

  private mutating func nested(_ range: Range<Int>) {
    let inner = MarkupScanner.scan(Array(decoded(range).utf8), choice: choice)
    findings.addresses += inner.addresses.map { LoadedAddress(text: $0.text, loader: $0.loader, range: nil) }
    findings.needs.formUnion(inner.needs)
  }

  /// The text of a script or style as browsers hash it: with simple line ends, and without the marks of XML around it.
  private func source(_ range: Range<Int>) -> [UInt8] {
    var text = text(range)
    if let open = text.firstRange(of: "<![CDATA["), let close = text.firstRange(of: "]]>"),
      open.upperBound <= close.lowerBound
    {
      text.removeSubrange(close)
      text.removeSubrange(open)
    }
    return Array(text.replacing("\r\n", with: "\n").utf8)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func decoded(_ range: Range<Int>) -> String { MarkupText.decode(text(range)) }
}
