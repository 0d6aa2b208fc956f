/// `<!DOCTYPE …>` of a drawing. Programs such as Illustrator give short names to addresses there, which is plain; any
/// other declaration can put elements and attributes where nobody sees them.
enum DocumentType {
  /// With the texts that names stand for, and where it ends.
  case plain([String: String], end: Int)
  case suspicious(end: Int)

  /// - Parameter start: where `<!DOCTYPE` begins.
  init(_ bytes: [UInt8], from start: Int, to limit: Int) {
    var reader = Reader(bytes: bytes, offset: start + 9, limit: limit)
    self = reader.read()
  }

  /// A text in which names are replaced once: what they stand for holds no others.
  static func replaced(_ text: String, _ entities: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      let name = rest.dropFirst().prefix { $0 != ";" && $0 != "&" }
      if let known = entities[String(name)], rest[name.endIndex...].first == ";" {
        result += known
        rest = rest[name.endIndex...].dropFirst()
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private struct Reader {
    let bytes: [UInt8]
    var offset: Int
    let limit: Int

    mutating func read() -> DocumentType {
      while offset < limit {
        switch bytes[offset] {
        case UInt8(ascii: ">"): return .plain([:], end: offset + 1)
        case UInt8(ascii: "["):
          offset += 1
          return subset()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = quoted()
        default: offset += 1
        }
      }
      return .suspicious(end: limit)
    }

    /// Declarations of names for plain texts, and nothing else.
    private mutating func subset() -> DocumentType {
      var entities: [String: String] = [:]
      while true {
        skipSpace()
        if take("]") { break }
        guard take("<!ENTITY"), hasSpace() else { return .suspicious(end: offset) }
        let start = offset
        while offset < limit, isNameByte(bytes[offset]) { offset += 1 }
        let name = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard !name.isEmpty, hasSpace(), let value = quoted(), value.allSatisfy({ !"<&%".utf8.contains($0) }) else {
          return .suspicious(end: offset)
        }
        skipSpace()
        guard take(">") else { return .suspicious(end: offset) }
        if entities[name] == nil { entities[name] = String(decoding: value, as: UTF8.self) }
      }
      skipSpace()
      return take(">") ? .plain(entities, end: offset) : .suspicious(end: offset)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private mutating func skipSpace() { while offset < limit, bytes[offset] <= 0x20 { offset += 1 } }

    private mutating func hasSpace() -> Bool {
      let start = offset
      skipSpace()
      return offset > start
    }

    private mutating func take(_ text: String) -> Bool {
      guard bytes[offset..<limit].starts(with: text.utf8) else { return false }
      offset += text.utf8.count
      return true
    }

    private mutating func quoted() -> ArraySlice<UInt8>? {
      guard offset < limit, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else {
        return nil
      }
      let end = ByteSearch.first(bytes[offset], in: bytes.span, from: offset + 1, to: limit) ?? limit
      defer { offset = min(end + 1, limit) }
      return end < limit ? bytes[offset + 1..<end] : nil
    }
  }
}
