/// What one pass over a rendered page sees of it: the elements that rules ask for, ids, and where it leads.
///
/// The bytes go along as a span, and nothing is made of them but places: that is what makes it fast.
struct HTMLScan: Sendable {
  private(set) var elements: [HTMLElement] = []
  private(set) var ids: [Range<Int>] = []
  /// Values of attributes that hold an address.
  private(set) var addresses: [Range<Int>] = []
  /// What `for` of labels names.
  private(set) var labelled: [Range<Int>] = []
  private(set) var languages: [Range<Int>] = []
  /// States and properties of WAI-ARIA, by name and value.
  private(set) var states: [(name: Range<Int>, value: Range<Int>)] = []
  /// Whether some heading says nothing.
  var hasEmptyHeadings: Bool { elements.contains { $0.name.isHeading && !$0.hasName } }
  /// Those of all `elements`.
  private var attributes: [HTMLElement.Attribute] = []
  /// The names of `elements` and of their attributes.
  private var elementNames = HTMLNameFilter()
  private var attributeNames = HTMLNameFilter()

  /// Indices of `elements` that are open and gather names or parts, innermost last. Around one that has a name all have
  /// one.
  private var open: [Int] = []
  private var labels = 0

  init(_ bytes: [UInt8]) {
    elements.reserveCapacity(64)
    attributes.reserveCapacity(96)
    ids.reserveCapacity(32)
    addresses.reserveCapacity(96)
    scan(bytes.span)
  }

  /// The elements of a name; most pages have none of most names.
  func elements(_ name: HTMLName) -> HTMLElements {
    HTMLElements(elementNames.mayContain(name) ? elements : [], name)
  }

  /// The elements that have an attribute.
  func elements(with attribute: HTMLName) -> LazyFilterCollection<ArraySlice<HTMLElement>> {
    (attributeNames.mayContain(attribute) ? elements[...] : []).lazy.filter {
      $0.attributeNames.mayContain(attribute) && value(of: attribute, in: $0) != nil
    }
  }

  func value(of name: HTMLName, in element: HTMLElement) -> Range<Int>? {
    for index in element.attributes where attributes[index].name == name { return attributes[index].value }
    return nil
  }

  /// Whether an attribute gives an element a name: `aria-label`, `aria-labelledby` or `title`.
  func isNamedByAttribute(_ element: HTMLElement) -> Bool { isNamed(attributes[element.attributes]) }

  private func isNamed(_ attributes: ArraySlice<HTMLElement.Attribute>) -> Bool {
    attributes.contains { ($0.name == .aria || $0.name == .title) && !$0.value.isEmpty }
  }

  func attributes(of element: HTMLElement) -> ArraySlice<HTMLElement.Attribute> { attributes[element.attributes] }

  // MARK: Tags

  /// Elements that mean something without attributes.
  private static let elementsAskedFor = HTMLNameFilter([
    .a, .audio, .button, .h1, .h2, .h3, .h4, .h5, .h6, .html, .iframe, .img, .input, .label, .main, .meta, .script,
    .select, .style, .table, .textarea, .th, .title, .track, .video,
  ])

  private mutating func scan(_ bytes: Span<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      let tag = bytes.first(UInt8(ascii: "<"), from: offset, to: bytes.count) ?? bytes.count
      if tag > offset { noteText(bytes, offset..<tag) }
      guard tag + 1 < bytes.count else { return }
      let next = bytes[tag + 1]
      if isLetter(next) {
        offset = scanStartTag(bytes, at: tag)
      } else if next == UInt8(ascii: "/") {
        offset = scanEndTag(bytes, at: tag)
      } else if next == UInt8(ascii: "!") {
        offset =
          bytes.stands("<!--", at: tag)
          ? bytes.end(of: "-->", from: tag + 4, to: bytes.count) ?? bytes.count : Self.endOfTag(bytes, from: tag)
      } else {
        offset = tag + 1
      }
    }
  }

  private mutating func scanStartTag(_ bytes: Span<UInt8>, at start: Int) -> Int {
    var offset = start + 1
    let name = HTMLName(bytes, from: &offset)
    let isAskedFor = Self.elementsAskedFor.mayContain(name)
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ">"), !isAskedFor { return offset + 1 }
    let firstAttribute = attributes.count
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") {
      if let end = Self.endOfClass(bytes, from: offset) {
        offset = end
      } else if HTMLName.mayHold(bytes[offset]) {
        scanAttribute(bytes, &offset, of: name)
      } else {
        offset += 1
      }
    }
    offset = min(bytes.count, offset + 1)
    let own = firstAttribute..<attributes.count
    if !(isAskedFor || hasNotedAttribute(own)) || !enter(name, start..<offset, attributes: own, bytes) {
      attributes.removeLast(own.count)
    }
    switch name {
    case .script: return bytes.end(of: "</script", from: offset, to: bytes.count).map { $0 - 8 } ?? bytes.count
    case .style: return bytes.end(of: "</style", from: offset, to: bytes.count).map { $0 - 7 } ?? bytes.count
    default: return offset
    }
  }

  /// The end of ` class="…"`, the commonest attribute, for which no rule asks.
  @inline(__always)
  private static func endOfClass(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard bytes[start] == 0x20, let block = ByteBlock(bytes, at: start), block.bits == 0x223D_7373_616C_6320 else {
      return nil
    }
    return bytes.first(UInt8(ascii: "\""), from: start + 8, to: bytes.count).map { $0 + 1 } ?? bytes.count
  }

  @inline(__always)
  private mutating func scanAttribute(_ bytes: Span<UInt8>, _ offset: inout Int, of element: HTMLName) {
    let start = offset
    let name = HTMLName(bytes, from: &offset)
    let nameEnd = offset
    let value = Self.value(bytes, &offset)
    note(name, value, of: element, bytes)
    if nameEnd - start > 5, bytes[start + 4] == UInt8(ascii: "-"), bytes.stands("aria-", at: start) {
      states.append((start..<nameEnd, value))
    }
    attributes.append(.init(name: name, value: value))
  }

  @inline(__always)
  private static func value(_ bytes: Span<UInt8>, _ offset: inout Int) -> Range<Int> {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return offset..<offset }
    offset += 1
    let quote = offset < bytes.count ? bytes[offset] : 0
    var start = offset
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      let end = bytes.first(quote, from: start, to: bytes.count) ?? bytes.count
      offset = min(bytes.count, end + 1)
      return start..<end
    }
    while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return start..<offset
  }

  private mutating func note(_ attribute: HTMLName, _ value: Range<Int>, of element: HTMLName, _ bytes: Span<UInt8>) {
    switch attribute {
    case .id: ids.append(value)
    case .href, .src, .poster, .data, .srcset: addresses.append(value)
    case .content where element == .meta:
      // Of all that stands in `content`, only whole addresses can be told from words.
      if !value.isEmpty, bytes[value.lowerBound] == UInt8(ascii: "/") || bytes.begins("http", in: value) {
        addresses.append(value)
      }
    case .for: labelled.append(value)
    case .lang: languages.append(value)
    case .aria, .title: if !value.isEmpty { noteName() }
    case .alt: if element == .img, !value.isEmpty { noteName() }
    default: break
    }
  }

  /// Takes note of an element, if some rule could ask for it; says whether it is kept.
  private mutating func enter(
    _ name: HTMLName, _ tag: Range<Int>, attributes own: Range<Int>, _ bytes: Span<UInt8>
  ) -> Bool {
    var hasName = false
    switch name {
    case .a, .button, .table, .video, .audio, .title, .h1, .h2, .h3, .h4, .h5, .h6:
      hasName = isNamed(attributes[own])
      open.append(elements.count)
    case .html, .meta, .main, .img, .iframe, .input, .select, .textarea: break
    case .label:
      labels += 1
      return false
    case .th:
      notePart(of: .table)
      return false
    case .track:
      let kind = attributes[own].first { $0.name == .kind }?.value ?? 0..<0
      if bytes.says("captions", in: kind) || bytes.says("subtitles", in: kind) { notePart(of: .video) }
      return false
    default: if !hasNotedAttribute(own) { return false }
    }
    elementNames.insert(name)
    var names = HTMLNameFilter()
    for index in own { names.insert(attributes[index].name) }
    attributeNames.formUnion(names)
    elements.append(
      HTMLElement(
        name: name, tag: tag, attributes: own, attributeNames: names, hasName: hasName, isLabelled: labels > 0))
    return true
  }

  /// Whether some attribute is one by which rules look for elements of any name.
  private func hasNotedAttribute(_ own: Range<Int>) -> Bool {
    for index in own {
      switch attributes[index].name {
      case .role, .tabindex, .autoplay: return true
      default: break
      }
    }
    return false
  }

  private mutating func scanEndTag(_ bytes: Span<UInt8>, at start: Int) -> Int {
    var offset = start + 2
    let name = HTMLName(bytes, from: &offset)
    if name == .label { labels = max(0, labels - 1) }
    if !open.isEmpty, let position = open.lastIndex(where: { elements[$0].name == name }) {
      if name == .title || name == .a {
        elements[open[position]].text = elements[open[position]].tag.upperBound..<start
      }
      open.removeLast(open.count - position)
    }
    let isWhole = offset < bytes.count && bytes[offset] == UInt8(ascii: ">")
    return isWhole ? offset + 1 : Self.endOfTag(bytes, from: offset)
  }

  // MARK: Names

  private mutating func noteText(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    guard let last = open.last, !elements[last].hasName else { return }
    for offset in text where bytes[offset] > 0x20 {
      noteName()
      return
    }
  }

  private mutating func noteName() {
    for index in open.reversed() {
      if elements[index].hasName { return }
      elements[index].hasName = true
    }
  }

  private mutating func notePart(of name: HTMLName) {
    if let index = open.last(where: { elements[$0].name == name }) { elements[index].parts += 1 }
  }

  @inline(__always)
  private static func endOfTag(_ bytes: Span<UInt8>, from start: Int) -> Int {
    (bytes.first(UInt8(ascii: ">"), from: start, to: bytes.count) ?? bytes.count - 1) + 1
  }
}
