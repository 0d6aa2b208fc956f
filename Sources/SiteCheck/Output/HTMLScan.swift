/// What one pass over a rendered page sees of it: the elements that rules ask for, ids, and where it leads.
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
  /// The names of `elements` and of their attributes.
  private var elementNames = HTMLNameFilter()
  private var attributeNames = HTMLNameFilter()

  private let bytes: [UInt8]
  /// Indices of `elements` that are open and gather names or parts, innermost last.
  private var open: [Int] = []
  private var labels = 0
  /// Those of the tag that is being read.
  private var attributes: [HTMLElement.Attribute] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    elements.reserveCapacity(64)
    ids.reserveCapacity(32)
    addresses.reserveCapacity(96)
    scan()
  }

  private mutating func scan() {
    var offset = 0
    let end = bytes.count
    while offset < end {
      guard bytes[offset] == UInt8(ascii: "<") else {
        let (next, isBlank) = text(from: offset)
        if !open.isEmpty, !isBlank { noteName() }
        offset = next
        continue
      }
      let next = offset + 1 < end ? bytes[offset + 1] : 0
      if isLetter(next) {
        offset = scanStartTag(at: offset)
      } else if next == UInt8(ascii: "/") {
        offset = scanEndTag(at: offset)
      } else if next == UInt8(ascii: "!") {
        let isComment = bytes[offset...].starts(with: "<!--".utf8)
        offset = isComment ? skip(to: "-->", from: offset + 4) : skipTag(from: offset)
      } else {
        offset += 1
      }
    }
  }

  /// The elements of a name; most pages have none of most names.
  func elements(_ name: HTMLName) -> [HTMLElement] {
    elementNames.mayContain(name) ? elements.filter { $0.name == name } : []
  }

  /// The elements that have an attribute.
  func elements(with attribute: HTMLName) -> [HTMLElement] {
    attributeNames.mayContain(attribute) ? elements.filter { $0.value(of: attribute) != nil } : []
  }

  // MARK: Tags

  private mutating func scanStartTag(at start: Int) -> Int {
    var offset = start + 1
    let end = bytes.count
    while offset < end, isNameByte(bytes[offset]) { offset += 1 }
    let name = HTMLName(bytes, start + 1..<offset)
    attributes.removeAll(keepingCapacity: true)
    while offset < end, bytes[offset] != UInt8(ascii: ">") {
      guard isNameByte(bytes[offset]) else {
        offset += 1
        continue
      }
      let attributeStart = offset
      while offset < end, isNameByte(bytes[offset]) { offset += 1 }
      let attributeEnd = offset
      let attribute = HTMLName(bytes, attributeStart..<attributeEnd)
      var value = offset..<offset
      if offset < end, bytes[offset] == UInt8(ascii: "=") {
        offset += 1
        let quote = offset < end ? bytes[offset] : 0
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          let valueStart = offset + 1
          offset = valueStart
          while offset < end, bytes[offset] != quote { offset += 1 }
          value = valueStart..<offset
          offset = min(end, offset + 1)
        } else {
          let valueStart = offset
          while offset < end, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
          value = valueStart..<offset
        }
      }
      note(attribute, value, of: name)
      if isState(attributeStart, attributeEnd) { states.append((attributeStart..<attributeEnd, value)) }
      attributes.append(.init(name: attribute, value: value))
    }
    offset = min(end, offset + 1)
    enter(name, start..<offset)
    switch name {
    case .script: return skip(to: "</script", from: offset)
    case .style: return skip(to: "</style", from: offset)
    default: return offset
    }
  }

  private mutating func note(_ attribute: HTMLName, _ value: Range<Int>, of element: HTMLName) {
    switch attribute {
    case .id: ids.append(value)
    case .href, .src, .poster, .data, .srcset: addresses.append(value)
    case .content where element == .meta:
      // Of all that stands in `content`, only whole addresses can be told from words.
      if bytes[value].first == UInt8(ascii: "/") || bytes[value].starts(with: "http".utf8) { addresses.append(value) }
    case .for: labelled.append(value)
    case .lang: languages.append(value)
    case .aria, .title: if !open.isEmpty, !value.isEmpty { noteName() }
    case .alt: if !open.isEmpty, element == .img, !value.isEmpty { noteName() }
    default: break
    }
  }

  /// Takes note of an element, if some rule could ask for it.
  private mutating func enter(_ name: HTMLName, _ tag: Range<Int>) {
    var hasName = false
    switch name {
    case .a, .button, .table, .video, .audio, .title, .h1, .h2, .h3, .h4, .h5, .h6:
      hasName = attributes.contains { ($0.name == .aria || $0.name == .title) && !$0.value.isEmpty }
      open.append(elements.count)
    case .html, .meta, .main, .img, .iframe, .input, .select, .textarea: break
    case .label:
      labels += 1
      return
    case .th:
      notePart(of: .table)
      return
    case .track:
      let kind = attributes.first { $0.name == .kind }.map { bytes[$0.value] } ?? []
      if kind.elementsEqual("captions".utf8) || kind.elementsEqual("subtitles".utf8) { notePart(of: .video) }
      return
    default:
      guard attributes.contains(where: { $0.name == .role || $0.name == .tabindex || $0.name == .autoplay }) else {
        return
      }
    }
    elementNames.insert(name)
    for attribute in attributes { attributeNames.insert(attribute.name) }
    elements.append(
      HTMLElement(name: name, tag: tag, attributes: attributes, hasName: hasName, isLabelled: labels > 0))
  }

  private mutating func scanEndTag(at start: Int) -> Int {
    var offset = start + 2
    while offset < bytes.count, isNameByte(bytes[offset]) { offset += 1 }
    let name = HTMLName(bytes, start + 2..<offset)
    if name == .label { labels = max(0, labels - 1) }
    if let position = open.lastIndex(where: { elements[$0].name == name }) {
      if name == .title || name == .a {
        elements[open[position]].text = elements[open[position]].tag.upperBound..<start
      }
      open.removeSubrange(position...)
    }
    return skipTag(from: offset)
  }

  private mutating func noteName() {
    for index in open { elements[index].hasName = true }
  }

  private mutating func notePart(of name: HTMLName) {
    if let index = open.last(where: { elements[$0].name == name }) { elements[index].parts += 1 }
  }

  // MARK: Bytes

  /// Where the text that begins here ends, and whether there is anything to see in it.
  private func text(from start: Int) -> (end: Int, isBlank: Bool) {
    let span = bytes.span
    var offset = start
    while offset < span.count, span[offset] <= 0x20 { offset += 1 }
    let isBlank = offset == span.count || span[offset] == UInt8(ascii: "<")
    while offset < span.count, span[offset] != UInt8(ascii: "<") { offset += 1 }
    return (offset, isBlank)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "_")
  }

  /// Whether a name begins with `aria-`.
  @inline(__always)
  private func isState(_ start: Int, _ end: Int) -> Bool {
    end - start > 5 && bytes[start + 4] == UInt8(ascii: "-") && bytes[start..<end].starts(with: "aria-".utf8)
  }

  private func skipTag(from start: Int) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return min(bytes.count, offset + 1)
  }

  private func skip(to text: StaticString, from start: Int) -> Int {
    let needle = Array("\(text)".utf8)
    var offset = start
    while offset + needle.count <= bytes.count {
      if bytes[offset] == needle[0], bytes[offset..<offset + needle.count].elementsEqual(needle) {
        return offset + (needle.first == UInt8(ascii: "<") ? 0 : needle.count)
      }
      offset += 1
    }
    return bytes.count
  }
}
