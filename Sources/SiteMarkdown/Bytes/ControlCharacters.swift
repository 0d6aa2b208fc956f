/// Characters that no text for readers may hold: those that XML forbids (XML 1.0, 2.2), so that one of them makes a whole
/// feed unreadable, and those that HTML calls errors (HTML, 13.2.3.5): controls, and code points that are no characters.
///
/// They come out of Word, PDF files and databases when people paste, and nobody sees them.
package enum ControlCharacters {
  package static func isOne(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar & 0xFFFE == 0xFFFE
    }
  }

  // MARK: Searching

  /// Those of which XML allows not even a reference.
  package static func isForbiddenInXML(_ scalar: UInt32) -> Bool {
    isOne(scalar) && (scalar < 0x20 || scalar == 0xFFFE || scalar == 0xFFFF)
  }

  /// Whether a text of the program's own making holds one of ASCII's, or what XML forbids beyond.
  package static func areIn(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteView(buffer)
      return areInASCII(of: text) || text.contains("\u{FFFE}") || text.contains("\u{FFFF}")
    }
  }

  /// Whether there is one among the ASCII characters of a text, 16 of which are looked at in one step: this is asked of
  /// every text and of every file that is made.
  static func areInASCII(of text: ByteView) -> Bool {
    guard let base = unsafe text.base else { return false }
    let raw = unsafe UnsafeRawPointer(base)
    var position = 0
    while position + 64 <= text.count {
      let first = unsafe mask(raw, position) .| mask(raw, position + 16)
      let second = unsafe mask(raw, position + 32) .| mask(raw, position + 48)
      if any(first .| second) { return true }
      position += 64
    }
    while position < text.count {
      if text[position] < 0x80, isOne(UInt32(text[position])) { return true }
      position += 1
    }
    return false
  }

  @inline(__always)
  private static func mask(_ raw: UnsafeRawPointer, _ offset: Int) -> SIMDMask<SIMD16<Int8>> {
    let bytes = unsafe raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    // A tab is 9 and a line feed 10.
    let control = (bytes .< 0x20) .& ((bytes &- 9) .> 1) .& (bytes .!= 0x0D)
    return control .| (bytes .== 0x7F)
  }

  /// How many places of one text are told apart.
  private static let limit = 200

  /// Runs of them in a part of a text that is UTF-8, in their order. Past a limit the last one goes to the last of them.
  package static func runs(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = Self.scalar(in: bytes, at: offset, end: range.upperBound)
      defer { offset += length }
      guard isOne(scalar) else { continue }
      if let last = runs.last, last.upperBound == offset || runs.count == limit {
        runs[runs.count - 1] = last.lowerBound..<offset + length
      } else {
        runs.append(offset..<offset + length)
      }
    }
    return runs
  }

  /// The scalar at an offset of a text that is UTF-8, and how many bytes it has.
  package static func scalar(in bytes: [UInt8], at offset: Int, end: Int) -> (value: UInt32, length: Int) {
    let lead = bytes[offset]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = min(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, end - offset)
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for next in 1..<max(1, length) { value = value << 6 | UInt32(bytes[offset + next] & 0x3F) }
    return (value, length)
  }

  // MARK: Words

  /// `U+000B`
  package static func name(of scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// What it was where it came from, and what to do.
  ///
  /// - Parameter isText: whether lines can be broken there.
  package static func hint(for scalar: UInt32, isText: Bool) -> String {
    switch scalar {
    case 0x0B:
      "it is a line break of Word or PowerPoint: \(isText ? "break the line" : "write a blank") here, or "
        + "`sitegen check --fix` does it"
    case 0x1F: "it is an optional hyphen of Word: delete it, or `sitegen check --fix` does it"
    case 0x1E: "it is a hyphen of Word that doesn't break: write `\u{2011}`, or `sitegen check --fix` does it"
    case 0x80...0x9F where windows1252(scalar) != nil:
      "it was `\(windows1252(scalar) ?? "")` in a file from Windows: write that, or `sitegen check --fix` does it"
    default: "delete it, or `sitegen check --fix` does it; it often comes from pasted text"
    }
  }

  /// What the byte of that number means in Windows-1252, as which browsers read such references (HTML, 13.2.5.84).
  static func windows1252(_ scalar: UInt32) -> String? {
    let letters = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")
    let letter = letters[Int(scalar - 0x80)]
    return letter == " " ? nil : String(letter)
  }
}
