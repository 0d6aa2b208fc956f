#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

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

  private let bytes: [UInt8]
  private let choice: Choice
  private var offset = 0
  private(set) var findings = Findings()
  // The tag being read.
  private var element: MarkupName?
  private var elementName = 0..<0
  private var isSelfClosing = false
  private var link: Range<Int>?
  private var relation: Range<Int>?
  private var content: Range<Int>?
  private var isRefresh = false
  private var type: Range<Int>?
  private var hasSource = false

  private init(_ bytes: [UInt8], choice: Choice) {
    self.bytes = bytes
    self.choice = choice
  }

  static func scan(_ bytes: [UInt8], choice: Choice = .suspicious) -> Findings {
    var scanner = MarkupScanner(bytes, choice: choice)
    scanner.run()
    return scanner.findings
  }

  private mutating func run() {
    while let open = find(UInt8(ascii: "<"), from: offset), open + 1 < bytes.count {
      offset = open + 1
      switch bytes[offset] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): tag()
      case UInt8(ascii: "?"):
        offset += 1
        tag()
      case UInt8(ascii: "!")
      where offset + 2 < bytes.count && bytes[offset + 1] == UInt8(ascii: "-")
        && bytes[offset + 2] == UInt8(ascii: "-"):
        comment()
      default: break
      }
    }
  }

  /// The first place of a byte.
  @inline(__always)
  private func find(_ byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      guard let found = unsafe memchr(base + start, Int32(byte), buffer.count - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// A comment ends at `-->` or `--!>`, and `<!-->` is one already.
  private mutating func comment() {
    var next = offset + 1
    while let close = find(UInt8(ascii: ">"), from: next) {
      next = close + 1
      let hasMark = bytes[close - 1] == UInt8(ascii: "!")
      let dashes = close - (hasMark ? 3 : 2)
      guard dashes >= offset + 1, bytes[dashes] == UInt8(ascii: "-"), bytes[dashes + 1] == UInt8(ascii: "-") else {
        continue
      }
      offset = next
      return
    }
    offset = bytes.count
  }

  // MARK: Tags

  private mutating func tag() {
    let start = offset
    element = MarkupName(rawValue: name())
    elementName = start..<offset
    isSelfClosing = false
    (link, relation, content, type) = (nil, nil, nil, nil)
    (isRefresh, hasSource) = (false, false)
    attributes()
    endTag()
    if !isSelfClosing { skipText() }
  }

  /// A name in lower case, without the prefix of its namespace; the offset is behind it.
  private mutating func name() -> UInt64 {
    var name: UInt64 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): name = name &<< 8 | UInt64(byte | 0x20)
      case UInt8(ascii: ":"): name = 0
      case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="): return name
      default: name = name &<< 8 | UInt64(byte)
      }
      offset += 1
    }
    return name
  }

  private mutating func attributes() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        isSelfClosing = bytes[offset - 1] == UInt8(ascii: "/") || bytes[offset - 1] == UInt8(ascii: "?")
        offset += 1
        return
      case 0...0x20, UInt8(ascii: "/"): offset += 1
      default:
        // A name may begin with `=`.
        if bytes[offset] == UInt8(ascii: "=") { offset += 1 }
        let start = offset
        let name = MarkupName(rawValue: name())
        let isHandler =
          bytes[start] | 0x20 == UInt8(ascii: "o") && offset > start + 2
          && bytes[start + 1] | 0x20 == UInt8(ascii: "n")
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { continue }
        offset += 1
        skipSpace()
        let value = value()
        if let name { attribute(name, value) }
        if isHandler, choice == .suspicious { findings.needs.add(handler: decoded(value)) }
      }
    }
  }

  private mutating func skipSpace() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  private mutating func value() -> Range<Int> {
    guard offset < bytes.count else { return offset..<offset }
    let quote = bytes[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = offset + 1
      let end = find(quote, from: start) ?? bytes.count
      offset = min(end + 1, bytes.count)
      return start..<end
    }
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return start..<offset
  }

  private mutating func attribute(_ name: MarkupName, _ value: Range<Int>) {
    switch name {
    case .href: link = value
    case .rel: relation = value
    case .type: type = value
    case .content: content = value
    case .httpEquiv: isRefresh = text(value).lowercased() == "refresh"
    case .src:
      hasSource = true
      address(value, .single)
      findings.needs.note(source: element)
    case .srcset, .imagesrcset: address(value, .candidates)
    case .ping, .archive: address(value, .list)
    case .poster, .background, .lowsrc, .dynsrc, .manifest, .classid, .codebase: address(value, .single)
    case .data where element == .object:
      address(value, .single)
      findings.needs.uses.insert(.objects)
    case .to, .from, .values:
      if element == .set || element == .animate { address(value, .single) }
    case .srcdoc: nested(value)
    case .style: style(value)
    case .action where element == .form: findings.needs.add(form: decoded(value))
    case .formaction: findings.needs.add(form: decoded(value))
    case .fill, .stroke, .filter, .mask, .cursor, .clipPath, .marker, .markerStart, .markerMid, .markerEnd:
      if find(UInt8(ascii: "("), from: value.lowerBound) ?? .max < value.upperBound {
        sheet(Array(decoded(value).utf8), attribute: true)
      }
    default: break
    }
  }

  /// What depends on several attributes.
  private mutating func endTag() {
    switch element {
    case .link:
      if let link, let relation, LinkRelations.load(text(relation)) { address(link, .single) }
    case .meta:
      if isRefresh, let content { refresh(content) }
    case .a, .area: break
    case .base:
      findings.needs.uses.insert(.base)
      if let link { address(link, .single) }
    default:
      if let link { address(link, .single) }
    }
  }

  /// Elements whose content is no markup: it goes up to the end tag. Where none comes it is looked at all the same.
  private mutating func skipText() {
    switch element {
    case .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes: break
    default: return
    }
    let start = offset
    var next = start
    while let open = find(UInt8(ascii: "<"), from: next) {
      next = open + 1
      guard next < bytes.count, bytes[next] == UInt8(ascii: "/") else { continue }
      offset = next + 1
      guard MarkupName(rawValue: name()) == element else { continue }
      if element == .style { sheet(source(start..<open), attribute: false) }
      if element == .script, !hasSource { script(start..<open) }
      offset = open
      return
    }
    offset = start
  }

  // MARK: Findings

  /// How many addresses a value holds.
  private enum Count { case single, list, candidates }

  private mutating func address(_ range: Range<Int>, _ count: Count) {
    guard choice == .all || isSuspicious(range) else { return }
    let value = decoded(range)
    switch count {
    case .single: add(value, range)
    case .list: for part in value.split(whereSeparator: \.isWhitespace) { add(String(part), range) }
    case .candidates: for candidate in Self.candidates(value) { add(candidate, range) }
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

  private mutating func add(_ address: String, _ range: Range<Int>) {
    findings.addresses.append(LoadedAddress(text: address, loader: "<\(text(elementName))>", range: range))
    findings.needs.note(address: address, of: element)
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

  private mutating func refresh(_ range: Range<Int>) {
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
    add(String(target), range)
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

  private mutating func script(_ range: Range<Int>) {
    guard choice == .suspicious else { return }
    let kind = type.map { text($0).lowercased() } ?? ""
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
