import SiteDiagnostics

/// What a style sheet says of colours: the custom properties of its root, and its comments.
struct StyleSheet {
  /// When a declaration holds.
  enum Scheme: Hashable {
    case any, light, dark
    /// In print, on wide screens, for some readers: not what everybody sees.
    case other
  }

  struct Token {
    let name: String
    let value: String
    /// From the name to the end of the value, in bytes of the sheet.
    let range: Range<Int>
    let scheme: Scheme
  }

  let source: SourceText
  private(set) var tokens: [Token] = []
  /// What stands between `/*` and `*/`.
  private(set) var comments: [Range<Int>] = []

  /// Whether any token is another one in the dark.
  var hasDarkScheme: Bool {
    tokens.contains { $0.scheme == .dark || $0.value.lowercased().hasPrefix("light-dark(") }
  }

  private var bytes: [UInt8] { source.bytes }
  /// The preludes of the blocks that are open, outermost first.
  private var preludes: [String] = []

  init(_ source: SourceText) {
    self.source = source
    read()
  }

  private mutating func read() {
    var offset = 0
    var start = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "/") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "*"):
        let end = endOfComment(offset + 2)
        comments.append(offset + 2..<end)
        offset = min(bytes.count, end + 2)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): offset = endOfString(offset)
      case UInt8(ascii: "("): offset = endOfBrackets(offset)
      case UInt8(ascii: "{"):
        preludes.append(text(afterComments(start, offset)..<offset))
        offset += 1
        start = offset
      case UInt8(ascii: "}"):
        note(start..<offset)
        _ = preludes.popLast()
        offset += 1
        start = offset
      case UInt8(ascii: ";"):
        note(start..<offset)
        offset += 1
        start = offset
      case UInt8(ascii: "\\"): offset += 2
      default: offset += 1
      }
    }
  }

  /// Takes note of a declaration, if it is that of a custom property of the root.
  private mutating func note(_ range: Range<Int>) {
    guard let selector = preludes.last, range.upperBound <= bytes.count else { return }
    let start = afterComments(range.lowerBound, range.upperBound)
    guard bytes[start..<range.upperBound].starts(with: "--".utf8),
      let colon = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ":")),
      selector.split(separator: ",").contains(where: { [":root", "html"].contains($0.trimming(\.isWhitespace)) })
    else { return }
    tokens.append(
      Token(
        name: String(text(start..<colon).trimming(\.isWhitespace)),
        value: String(text(colon + 1..<range.upperBound).trimming(\.isWhitespace)), range: start..<range.upperBound,
        scheme: scheme))
  }

  private var scheme: Scheme {
    var scheme = Scheme.any
    for prelude in preludes.dropLast() {
      let words = prelude.lowercased().filter { !$0.isWhitespace }
      switch words {
      case "@media(prefers-color-scheme:dark)", "@mediascreenand(prefers-color-scheme:dark)":
        scheme = scheme == .any || scheme == .dark ? .dark : .other
      case "@media(prefers-color-scheme:light)", "@mediascreenand(prefers-color-scheme:light)":
        scheme = scheme == .any || scheme == .light ? .light : .other
      case "@mediascreen", "@mediaall": break
      default:
        if !words.hasPrefix("@layer") { return .other }
      }
    }
    return scheme
  }

  // MARK: Bytes

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Past the blanks and comments that stand before something.
  private func afterComments(_ start: Int, _ end: Int) -> Int {
    var offset = start
    while offset < end {
      if bytes[offset] <= 0x20 {
        offset += 1
      } else if bytes[offset..<end].starts(with: "/*".utf8) {
        offset = min(end, endOfComment(offset + 2) + 2)
      } else {
        break
      }
    }
    return offset
  }

  private func endOfComment(_ start: Int) -> Int {
    var offset = start
    while offset + 1 < bytes.count {
      if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") { return offset }
      offset += 1
    }
    return bytes.count
  }

  private func endOfString(_ start: Int) -> Int {
    var offset = start + 1
    while offset < bytes.count, bytes[offset] != bytes[start], bytes[offset] != 0x0A {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(bytes.count, offset + 1)
  }

  private func endOfBrackets(_ start: Int) -> Int {
    var depth = 0
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return offset + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        offset = endOfString(offset)
        continue
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "{"), UInt8(ascii: "}"): return offset
      default: break
      }
      offset += 1
    }
    return bytes.count
  }
}
