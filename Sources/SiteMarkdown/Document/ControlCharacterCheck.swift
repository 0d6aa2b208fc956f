package import SiteDiagnostics

/// Finds control characters in a text: those that stand there, and those that a reference (`&#11;`) means.
package enum ControlCharacterCheck {
  /// Whether it is worth a closer look. Asked of every text.
  static func isNeeded(for body: ByteView, _ check: UTF8Check) -> Bool {
    check.hasWideControls || ControlCharacters.areInASCII(of: body) || body.contains("&#")
  }

  static func diagnostics(of source: SourceText, from start: Int, options: MarkdownOptions) -> [Diagnostic] {
    places(in: source, from: start, options: options).map { diagnostic($0, in: source) }
  }

  /// Their ranges in a text that is UTF-8, in their order.
  package static func places(in source: SourceText, from start: Int, options: MarkdownOptions) -> [Range<Int>] {
    let bytes = source.bytes
    let raw = ControlCharacters.runs(in: bytes, start..<bytes.count)
    return (raw + References(in: bytes, from: start).meant(options)).sorted { $0.lowerBound < $1.lowerBound }
  }

  private static func diagnostic(_ range: Range<Int>, in source: SourceText) -> Diagnostic {
    let isReference = source.bytes[range.lowerBound] == UInt8(ascii: "&")
    let scalar =
      isReference
      ? References.value(source.bytes[range])
      : ControlCharacters.scalar(in: source.bytes, at: range.lowerBound, end: range.upperBound).value
    let name = ControlCharacters.name(of: scalar)
    let written = String(decoding: source.bytes[range].prefix(12), as: UTF8.self)
    return .error(
      "markdown.control-character",
      isReference
        ? "`\(written)` means a control character (\(name)), which feeds can't hold"
        : "a control character (\(name)) stands here, which nobody sees and feeds can't hold",
      at: source.location(of: range), hint: ControlCharacters.hint(for: scalar, isText: true),
      fix: ControlCharacters.fix(range, meaning: isReference ? scalar : nil, isText: true, in: source))
  }
}

/// References to control characters: in code they are text, and mean themselves.
private struct References {
  /// The text with private characters of plane 15 in their place, one for each: what becomes of those tells.
  private var marked: [UInt8]
  private var ranges: [Range<Int>] = []
  private let start: Int

  private static let firstMark: UInt32 = 0xF0000
  private static let limit = 1000

  init(in bytes: [UInt8], from start: Int) {
    self.start = start
    marked = Array(bytes[..<start])
    var copied = start
    var offset = start
    while ranges.count < Self.limit, let open = bytes[offset...].firstIndex(of: UInt8(ascii: "&")) {
      offset = open + 1
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "#"),
        let end = bytes[offset...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
      else { continue }
      let range = open..<end + 1
      guard ControlCharacters.isOne(Self.value(bytes[range])) else { continue }
      marked += bytes[copied..<open]
      marked += "&#x\(String(Self.firstMark + UInt32(ranges.count), radix: 16));".utf8
      copied = range.upperBound
      ranges.append(range)
    }
    marked += bytes[copied...]
  }

  /// What a reference stands for; something harmless where it is none.
  static func value(_ reference: ArraySlice<UInt8>) -> UInt32 {
    guard reference.dropFirst().first == UInt8(ascii: "#") else { return 0x20 }
    var digits = reference.dropFirst(2).dropLast()
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    if isHexadecimal { digits = digits.dropFirst() }
    guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return 0x20 }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) ?? 0x20
  }

  /// Those that readers would get.
  func meant(_ options: MarkdownOptions) -> [Range<Int>] {
    if ranges.isEmpty { return [] }
    let document = MarkdownDocument(valid: SourceText(path: "", bytes: marked), from: start, options: options)
    var texts = document.html.bytes
    for link in document.links { texts += "\(link.destination) \(link.title) \(link.text)".utf8 }
    for argument in document.html.components.flatMap(\.arguments) {
      if case .string(let text) = argument.value { texts += text.utf8 }
    }
    var isMeant = [Bool](repeating: false, count: ranges.count)
    var offset = 0
    while offset < texts.count {
      let (scalar, length) = ControlCharacters.scalar(in: texts, at: offset, end: texts.count)
      var value = scalar
      // In raw HTML it stays a reference.
      if scalar == UInt32(UInt8(ascii: "&")), let end = texts[offset...].prefix(12).firstIndex(of: UInt8(ascii: ";")) {
        value = Self.value(texts[offset...end])
      }
      if value >= Self.firstMark, value < Self.firstMark + UInt32(ranges.count) {
        isMeant[Int(value - Self.firstMark)] = true
      }
      offset += length
    }
    return zip(ranges, isMeant).compactMap { $1 ? $0 : nil }
  }
}
