package import SiteDiagnostics

/// What a file that isn't UTF-8 most likely is, so that a message can name it.
///
/// A file with a byte order mark says so itself (Unicode 16, 23.8); without one UTF-16 shows by its zeros, and the old
/// encodings of a byte for each letter by the letters that German texts have most.
package struct ForeignEncoding: Sendable {
  /// As programs call it where they let people choose.
  package let name: String
  /// The whole text in UTF-8, where nothing of it is lost.
  package let text: [UInt8]?

  /// `nil` where nothing speaks for an encoding.
  package init?(of bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      name = "UTF-32"
      text = Self.fromUTF32(bytes.dropFirst(4), isBigEndian: bytes[0] == 0)
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      name = "UTF-16"
      text = Self.fromUTF16(bytes.dropFirst(2), isBigEndian: bytes[0] == 0xFE)
    } else if let isBigEndian = Self.zerosOfUTF16(bytes) {
      name = "UTF-16"
      text = Self.fromUTF16(bytes[...], isBigEndian: isBigEndian)
    } else if let name = Self.oldEncoding(of: bytes) {
      self.name = name
      text = nil
    } else {
      return nil
    }
  }

  /// What to say of the file, at a byte of it.
  package func diagnostic(_ id: String, in source: SourceText, at offset: Int) -> Diagnostic {
    guard let text else {
      return .error(
        id, "the file is no UTF-8 but \(name), it seems",
        at: source.location(of: offset..<min(offset + 1, source.bytes.count)),
        hint: "save it with the encoding UTF-8")
    }
    var place = source.location(at: 0)
    // Its bytes are no text that anybody could read.
    place.excerpt = nil
    return .error(
      id, "the file is saved as \(name), which Windows calls Unicode; sitegen reads UTF-8", at: place,
      hint: "save it with the encoding UTF-8; `sitegen check --fix` does it",
      fix: TextEdit(source, 0..<source.bytes.count, replacement: text))
  }

  private static func fromUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  private static func fromUTF32(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 4) else { return nil }
    var units: [UInt32] = []
    units.reserveCapacity(bytes.count / 4)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
      var unit: UInt32 = 0
      for place in 0..<4 { unit = unit << 8 | UInt32(bytes[index + (isBigEndian ? place : 3 - place)]) }
      units.append(unit)
    }
    return String(validating: units, as: UTF32.self).map { Array($0.utf8) }
  }

  /// Whether every other byte at the beginning is zero, and which.
  private static func zerosOfUTF16(_ bytes: [UInt8]) -> Bool? {
    let beginning = bytes.prefix(64)
    guard beginning.count >= 8 else { return nil }
    let zeros = [0, 1].map { half in beginning.indices.count { $0 % 2 == half && beginning[$0] == 0 } }
    if zeros[0] * 4 >= beginning.count, zeros[1] == 0 { return true }
    if zeros[1] * 4 >= beginning.count, zeros[0] == 0 { return false }
    return nil
  }

  /// The one in which most of the bytes beyond ASCII are letters of German, French or Spanish texts.
  private static func oldEncoding(of bytes: [UInt8]) -> String? {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes where byte >= 0x80 { counts[Int(byte)] += 1 }
    let total = counts.reduce(0, +)
    // ä ö ü Ä Ö Ü ß é è à ç ñ, and the signs of typography where the encoding has any.
    let letters: [(name: String, bytes: [UInt8])] = [
      (
        "Windows-1252 (also called ANSI or Latin-1)",
        [
          0xE4, 0xF6, 0xFC, 0xC4, 0xD6, 0xDC, 0xDF, 0xE9, 0xE8, 0xE0, 0xE7, 0xF1, 0x84, 0x93, 0x94, 0x96, 0x80, 0x85,
          0xA7,
        ]
      ),
      ("Mac Roman", [0x8A, 0x9A, 0x9F, 0x80, 0x85, 0x86, 0xA7, 0x8E, 0x8F, 0x88, 0x8D, 0x96, 0xE3, 0xD2, 0xD0]),
      ("DOS code page 850", [0x84, 0x94, 0x81, 0x8E, 0x99, 0x9A, 0xE1, 0x82, 0x8A, 0x85, 0x87, 0xA4]),
    ]
    let scored = letters.map { (name: $0.name, count: $0.bytes.reduce(0) { $0 + counts[Int($1)] }) }
    guard let best = scored.max(by: { $0.count < $1.count }), best.count * 2 > total else { return nil }
    return scored.first { $0.count == best.count }?.name
  }
}
