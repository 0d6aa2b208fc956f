/// What a look over the lines of a document finds before libcmark reads it.
///
/// Plain libcmark knows no containers, footnotes, definition lists or shortcodes. Their marks are replaced, on their
/// lines, by something that CommonMark parses in the same way: a container's fence by an HTML block, a footnote's
/// label by a list marker, a shortcode by a word. Lines stay where they are, so the tree's lines are the source's
/// lines; and the tree decides: a mark that didn't become what it should (because it stands in a code block, say) is
/// given back to CommonMark. A document without such marks is fed to libcmark as it is.
struct SourceScan {
  /// A replaced part of the source.
  struct Edit {
    let range: Range<Int>
    let replacement: [UInt8]
  }

  /// In ascending order, without overlaps; offsets are those of the body.
  var edits: [Edit] = []
  /// Where each line starts in the body; the line after the last one starts at its end.
  var lineStarts: [Int32] = []

  var fences: [Int: ContainerFence] = [:]
  var footnotes: [Int: FootnoteMark] = [:]
  var definitionLines: Set<Int> = []
  /// Lines that look like the definition of a link: `[label]: address`.
  var definitionsOfLinks: [Int] = []
  /// Lines that look like the second line of a table.
  var delimiterRows: [Int] = []
  var shortcodes: [Shortcode] = []
  /// Whether something looks like a shortcode and isn't one.
  var hasBadShortcodes = false

  /// Whether the fed text has sentinels or placeholders in it.
  var hasMarkers = false
  var hasFootnoteReferences = false
  /// Whether `{…}` follows a bracket somewhere.
  var hasAttributes = false
  var hasSpans = false
  var hasMail = false
  var hasTabs = false

  var hasDirectives: Bool { !fences.isEmpty || !footnotes.isEmpty || !definitionLines.isEmpty }

  struct ContainerFence {
    /// `nil` closes the innermost container.
    let name: String?
    let title: Range<Int>
    let attributes: Range<Int>
    let line: Range<Int>
  }

  struct FootnoteMark {
    let label: String
    let range: Range<Int>
  }

  /// The place of a line in the body, without its line ending.
  func range(ofLine line: Int, in body: ByteView) -> Range<Int> {
    guard line >= 1, line < lineStarts.count else { return body.count..<body.count }
    let start = Int(lineStarts[line - 1])
    var end = Int(lineStarts[line])
    while end > start, body[end - 1] == UInt8(ascii: "\n") || body[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// Feeds a part of the body with its edits.
  func feed(_ range: Range<Int>, of body: ByteView, to feeder: CmarkTree.Feeder) {
    guard !edits.isEmpty else {
      feeder.feed(body[range])
      return
    }
    var position = range.lowerBound
    for edit in edits[firstEdit(from: range.lowerBound)...] {
      guard edit.range.upperBound <= range.upperBound else { break }
      feeder.feed(body[position..<edit.range.lowerBound])
      feeder.feed(edit.replacement)
      position = edit.range.upperBound
    }
    feeder.feed(body[position..<range.upperBound])
  }

  /// The offset for a column of the fed line, which may be longer or shorter than the source's.
  func sourceOffset(ofLine line: Range<Int>, column: Int) -> Int {
    var offset = line.lowerBound + max(0, column - 1)
    for edit in edits[firstEdit(from: line.lowerBound)...] {
      guard edit.range.lowerBound < min(offset, line.upperBound) else { break }
      offset += edit.range.count - edit.replacement.count
    }
    return max(line.lowerBound, offset)
  }

  func firstEdit(from offset: Int) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func restoring(_ bytes: [UInt8], body: ByteView) -> [UInt8] {
    guard hasMarkers else { return bytes }
    return unsafe bytes.withUnsafeBufferPointer { unsafe restoring(ByteView($0), body: body) }
  }

  /// The source that stands behind fed bytes: placeholders become their shortcodes again, sentinels vanish.
  func restoring(_ view: ByteView, body: ByteView) -> [UInt8] {
    guard hasMarkers, view.firstIndex(of: Marker.lead) != nil else { return view.array }
    var bytes: [UInt8] = []
    var offset = 0
    while offset < view.count {
      if let index = Marker.placeholder(at: offset, in: view), index.value < shortcodes.count {
        unsafe bytes.append(contentsOf: body[shortcodes[index.value].range].buffer)
        offset = index.end
      } else if Marker.isSentinel(at: offset, in: view) {
        offset += Marker.sentinel.count
      } else {
        bytes.append(view[offset])
        offset += 1
      }
    }
    return bytes
  }
}

/// What stands in the fed text for something that libcmark must not look into.
///
/// Both characters are of a script that nobody has written for 1,500 years (Kharosthi): one is a letter, one a
/// punctuation mark, and CommonMark's rules of emphasis see them as such. A document that has characters of that script
/// is fed without markers.
enum Marker {
  static let lead: UInt8 = 0xF0
  /// U+10A50, before a backslash escape that means something to an extension.
  static let sentinel: [UInt8] = [0xF0, 0x90, 0xA9, 0x90]
  /// U+10A00, around the number of a shortcode.
  private static let quote: [UInt8] = [0xF0, 0x90, 0xA8, 0x80]

  static func isInUse(in body: ByteView) -> Bool {
    body.firstIndex(of: lead) != nil && (body.contains("\u{10A00}") || body.contains("\u{10A50}"))
  }

  static func placeholder(for index: Int) -> [UInt8] { quote + Array(String(index).utf8) + quote }

  static func isSentinel(at offset: Int, in view: ByteView) -> Bool {
    view.at(offset) == 0xF0 && view.at(offset + 1) == 0x90 && view.at(offset + 2) == 0xA9
      && view.at(offset + 3) == 0x90
  }

  private static func isQuote(at offset: Int, in view: ByteView) -> Bool {
    view.at(offset) == 0xF0 && view.at(offset + 1) == 0x90 && view.at(offset + 2) == 0xA8
      && view.at(offset + 3) == 0x80
  }

  static func placeholder(at offset: Int, in view: ByteView) -> (value: Int, end: Int)? {
    guard isQuote(at: offset, in: view) else { return nil }
    var value = 0
    var position = offset + quote.count
    while case let digit = view.at(position), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit), value < 1 << 30 {
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
      position += 1
    }
    guard isQuote(at: position, in: view) else { return nil }
    return (value, position + quote.count)
  }
}
