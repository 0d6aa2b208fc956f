extension Text {
  /// The text with `& < > ' "` written as entities; the same bytes where there is nothing to escape.
  package var escaped: Text {
    guard mayContainMarkup else { return self }
    var output: [UInt8] = []
    output.reserveCapacity(byteCount + byteCount / 8 + 16)
    appendEscaped(to: &output)
    return Text(validated: output)
  }

  /// Appends the text with `& < > ' "` written as entities: marks where a run without any began, and copies it whole.
  package func appendEscaped(to output: inout [UInt8]) {
    let bytes = bytes
    var runStart = 0
    for index in bytes.indices {
      guard let entity = Entity(for: bytes[index]) else { continue }
      output.append(bytes, from: runStart, to: index)
      unsafe output += entity.bytes
      runStart = index + 1
    }
    output.append(bytes, from: runStart, to: bytes.count)
  }

  /// Appends the bytes as they stand.
  package func append(to output: inout [UInt8]) {
    output.append(bytes, from: 0, to: byteCount)
  }

  func appending(_ other: Text) -> Text {
    var output: [UInt8] = []
    output.reserveCapacity(byteCount + other.byteCount)
    append(to: &output)
    other.append(to: &output)
    return Text(validated: output, from: self, and: other)
  }

  func repeated(_ times: Int) -> Text {
    var output: [UInt8] = []
    output.reserveCapacity(byteCount * times)
    for _ in 0..<times where !isEmpty { append(to: &output) }
    return Text(validated: output)
  }
}

/// What stands for a character that means something in markup, spelled as Jinja spells it.
enum Entity {
  case ampersand, less, greater, apostrophe, quote

  @inline(__always)
  init?(for byte: UInt8) {
    // Most bytes are letters, which all lie above.
    guard byte <= UInt8(ascii: ">") else { return nil }
    switch byte {
    case UInt8(ascii: "&"): self = .ampersand
    case UInt8(ascii: "<"): self = .less
    case UInt8(ascii: ">"): self = .greater
    case UInt8(ascii: "'"): self = .apostrophe
    case UInt8(ascii: "\""): self = .quote
    default: return nil
    }
  }

  var spelling: StaticString {
    switch self {
    case .ampersand: "&amp;"
    case .less: "&lt;"
    case .greater: "&gt;"
    case .apostrophe: "&#39;"
    case .quote: "&#34;"
    }
  }

  var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: spelling.utf8Start, count: spelling.utf8CodeUnitCount)
  }
}

extension [UInt8] {
  /// Appends a part of a span.
  package mutating func append(_ span: Span<UInt8>, from start: Int, to end: Int) {
    guard end > start else { return }
    unsafe span.extracting(start..<end).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Value {
  /// The values printed one after the other, the plain ones escaped where the result is to be markup.
  package static func joined(_ values: [Value], asMarkup: Bool, _ call: NativeCall) throws(CallError) -> Text {
    var output: [UInt8] = []
    for value in values {
      let text = try call.text(of: value)
      try call.charge(bytes: text.byteCount)
      if asMarkup, !value.isMarkup { text.appendEscaped(to: &output) } else { text.append(to: &output) }
    }
    return Text(validated: output)
  }
}
