import SiteDiagnostics

/// Where a link or image stands in the source file.
package struct MarkdownLinkPlace: Sendable, Hashable {
  /// The destination; that of the reference's definition where the link is by reference.
  package let destination: Range<Int>
  /// The link's text or the image's alternative text; `nil` where the address is the text.
  package let text: Range<Int>?
}

/// Reads the inline markup of a block for destinations alone.
struct LinkFinder {
  private let bytes: ByteView
  private var candidates: [MarkdownLinkPlace] = []

  /// - Parameter links: the list in which the link has its index.
  static func place(of link: MarkdownLink, among links: [MarkdownLink], in source: SourceText) -> MarkdownLinkPlace {
    var places = LinkPlaces(of: links, in: source)
    return places.place(of: link)
  }

  /// The destinations that are written out in a block, in their order.
  static func candidates(in block: Range<Int>, of source: SourceText) -> [MarkdownLinkPlace] {
    unsafe source.bytes.withUnsafeBufferPointer { buffer in
      var finder = unsafe LinkFinder(bytes: ByteView(buffer))
      finder.collect(block.clamped(to: 0..<buffer.count))
      return finder.candidates
    }
  }

  /// The candidate that is meant, or another place at which the destination is written.
  ///
  /// - Parameter earlier: how many links of the block lead to the same destination before this one.
  static func choose(
    _ candidates: [MarkdownLinkPlace], for link: MarkdownLink, after earlier: Int, in source: SourceText
  ) -> MarkdownLinkPlace {
    unsafe source.bytes.withUnsafeBufferPointer { buffer in
      unsafe LinkFinder(bytes: ByteView(buffer)).choose(candidates, for: link, after: earlier)
    }
  }

  private init(bytes: ByteView) {
    self.bytes = bytes
  }

  private func choose(
    _ candidates: [MarkdownLinkPlace], for link: MarkdownLink, after earlier: Int
  ) -> MarkdownLinkPlace {
    let written = candidates.filter { matches($0.destination, link.destination) }
    if earlier < written.count { return written[earlier] }
    let definitions = definitions(of: link.destination)
    if let first = definitions.first {
      // Which of several links to one place is which nobody can tell from outside; each gets a place of its own.
      let all = written + references(in: link.block.clamped(to: 0..<bytes.count), to: definitions)
      return earlier < all.count ? all[earlier] : MarkdownLinkPlace(destination: first.destination, text: nil)
    }
    let block = link.block.clamped(to: 0..<bytes.count)
    return bareAddress(link.destination, in: block) ?? written.last
      ?? MarkdownLinkPlace(destination: block.lowerBound..<min(block.upperBound, block.lowerBound + 1), text: nil)
  }

  /// Collects the destinations that are written out, in the order in which the links end.
  private mutating func collect(_ block: Range<Int>) {
    var brackets: [Int] = []
    var offset = block.lowerBound
    while offset < block.upperBound {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 2
      case UInt8(ascii: "`"): offset = endOfCode(offset, block)
      case UInt8(ascii: "<"): offset = collectAngle(offset, block)
      case UInt8(ascii: "["):
        brackets.append(offset + 1)
        offset += 1
      case UInt8(ascii: "]"):
        let text = brackets.popLast().map { $0..<offset }
        offset += 1
        guard text != nil, bytes.at(offset) == UInt8(ascii: "("), let destination = destination(from: offset + 1, block)
        else {
          continue
        }
        candidates.append(MarkdownLinkPlace(destination: destination, text: text))
        offset = destination.upperBound
      default: offset += 1
      }
    }
    candidates.sort {
      ($0.text?.lowerBound ?? $0.destination.lowerBound) < ($1.text?.lowerBound ?? $1.destination.lowerBound)
    }
  }

  private func endOfCode(_ start: Int, _ block: Range<Int>) -> Int {
    var end = start
    while end < block.upperBound, bytes[end] == UInt8(ascii: "`") { end += 1 }
    let length = end - start
    var search = end
    while search < block.upperBound,
      let found = bytes[0..<block.upperBound].firstIndex(of: UInt8(ascii: "`"), from: search)
    {
      var close = found
      while close < block.upperBound, bytes[close] == UInt8(ascii: "`") { close += 1 }
      if close - found == length { return close }
      search = close
    }
    return end
  }

  /// `<https://…>`, or a raw tag with an address.
  private mutating func collectAngle(_ start: Int, _ block: Range<Int>) -> Int {
    guard let end = bytes[0..<block.upperBound].firstIndex(of: UInt8(ascii: ">"), from: start) else { return start + 1 }
    if !(start + 1..<end).contains(where: { bytes[$0] <= 0x20 || bytes[$0] == UInt8(ascii: "<") }) {
      candidates.append(MarkdownLinkPlace(destination: start + 1..<end, text: nil))
      return end + 1
    }
    guard RawTag(bytes[0..<block.upperBound], at: start) != nil else { return start + 1 }
    for name: StaticString in ["href=", "src="] {
      guard let found = bytes[0..<end].firstRange(of: name, from: start) else { continue }
      var value = found.upperBound
      let quote = bytes.at(value)
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      if isQuoted { value += 1 }
      var valueEnd = value
      while valueEnd < end, isQuoted ? bytes[valueEnd] != quote : bytes[valueEnd] > 0x20 { valueEnd += 1 }
      candidates.append(MarkdownLinkPlace(destination: value..<valueEnd, text: nil))
    }
    return end + 1
  }

  private func destination(from start: Int, _ block: Range<Int>) -> Range<Int>? {
    var offset = start
    while offset < block.upperBound, bytes[offset] == 0x20 || (9...13).contains(bytes[offset]) { offset += 1 }
    guard offset < block.upperBound else { return nil }
    if bytes[offset] == UInt8(ascii: "<") {
      guard let end = bytes[0..<block.upperBound].firstIndex(of: UInt8(ascii: ">"), from: offset) else { return nil }
      return offset + 1..<end
    }
    let destination = offset
    var depth = 0
    while offset < block.upperBound, bytes[offset] > 0x20 {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return destination..<offset }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return destination..<min(offset, block.upperBound)
  }

  /// Whether source bytes mean a destination: libcmark itself says what escapes and character references stand for.
  private func matches(_ range: Range<Int>, _ destination: String) -> Bool {
    let raw = bytes[range]
    if raw.firstIndex(of: UInt8(ascii: "\\")) == nil && raw.firstIndex(of: UInt8(ascii: "&")) == nil {
      return raw.string == destination || "mailto:" + raw.string == destination
    }
    let tree = CmarkTree { feeder in
      feeder.feed("[x](<")
      feeder.feed(raw)
      feeder.feed(">)")
    }
    guard let link = tree.root.firstChild?.firstChild, link.kind == .link else { return false }
    return link.url.string == destination
  }

  /// `[label]: destination`
  private struct Definition {
    let label: String
    let destination: Range<Int>
  }

  /// The definitions with a destination, anywhere in the file; of two with one label the first, which counts.
  private func definitions(of destination: String) -> [Definition] {
    var search = 0
    var found: [Definition] = []
    var labels: Set<String> = []
    while let end = bytes.firstRange(of: "]:", from: search) {
      search = end.upperBound
      guard let range = self.destination(from: search, 0..<bytes.count), matches(range, destination) else { continue }
      let label = label(endingAt: end.lowerBound).map { Self.folded(bytes[$0]) } ?? ""
      if labels.insert(label).inserted { found.append(Definition(label: label, destination: range)) }
    }
    return found
  }

  /// The places at which a block refers to one of the definitions.
  private func references(in block: Range<Int>, to definitions: [Definition]) -> [MarkdownLinkPlace] {
    let known = Dictionary(definitions.map { ($0.label, $0.destination) }, uniquingKeysWith: { first, _ in first })
    var places: [MarkdownLinkPlace] = []
    var offset = block.lowerBound
    while offset < block.upperBound,
      let close = bytes[0..<block.upperBound].firstIndex(of: UInt8(ascii: "]"), from: offset)
    {
      offset = close + 1
      guard let text = label(endingAt: close), text.lowerBound > block.lowerBound else { continue }
      var named = text
      if bytes.at(offset) == UInt8(ascii: "["),
        let end = bytes[0..<block.upperBound].firstIndex(of: UInt8(ascii: "]"), from: offset + 1)
      {
        if end > offset + 1 { named = offset + 1..<end }
        offset = end + 1
      } else if bytes.at(offset) == UInt8(ascii: "(") || bytes.at(offset) == UInt8(ascii: ":") {
        continue
      }
      if let destination = known[Self.folded(bytes[named])] {
        places.append(MarkdownLinkPlace(destination: destination, text: text))
      }
    }
    return places
  }

  /// What stands between the bracket at an offset and the one that opens it; a label has at most 999 characters.
  private func label(endingAt close: Int) -> Range<Int>? {
    var start = close
    while start > 0, close - start <= 4000, bytes[start - 1] != UInt8(ascii: "[") { start -= 1 }
    return start > 0 && bytes[start - 1] == UInt8(ascii: "[") ? start..<close : nil
  }

  /// A label as labels are compared (CommonMark 0.31, 4.7).
  private static func folded(_ label: ByteView) -> String {
    label.string.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// An address in running text: what was written may lack the scheme.
  private func bareAddress(_ destination: String, in block: Range<Int>) -> MarkdownLinkPlace? {
    for prefix in ["", "http://", "mailto:"] where destination.hasPrefix(prefix) {
      let text = Array(destination.dropFirst(prefix.count).utf8)
      let place = unsafe text.withUnsafeBufferPointer { unsafe bytes[block].firstIndex(of: ByteView($0)) }
      guard let place else { continue }
      let start = block.lowerBound + place
      return MarkdownLinkPlace(destination: start..<start + text.count, text: nil)
    }
    return nil
  }
}
