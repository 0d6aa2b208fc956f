/// The part of an address, or the id of a heading, for a text: lower-case ASCII letters and digits, words joined by
/// hyphens. `ä→ae ö→oe ü→ue ß→ss`, other letters lose their marks or are transliterated.
///
/// Empty where the text has nothing that could be written in ASCII.
package func slug(of text: String) -> String {
  var text = text
  return text.withUTF8 { unsafe slug(of: ByteView($0)) }
}

func slug(of text: ByteView) -> String {
  var slug: [UInt8] = []
  slug.reserveCapacity(text.count + 8)
  var needsHyphen = false
  var offset = 0
  while offset < text.count {
    let byte = text[offset]
    if isLetter(byte) || isDigit(byte) {
      if needsHyphen && !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
      needsHyphen = false
      slug.append(isDigit(byte) ? byte : byte | 0x20)
      offset += 1
    } else if byte < 0x80 {
      // An apostrophe within a word does not part it: `don't` → `dont`.
      if byte != UInt8(ascii: "'") { needsHyphen = true }
      offset += 1
    } else {
      let scalar = Scalars.first(in: text[offset..<min(text.count, offset + 4)])
      offset += scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
      append(scalar, to: &slug, &needsHyphen)
    }
  }
  return String(decoding: slug, as: UTF8.self)
}

private func append(_ scalar: UInt32, to slug: inout [UInt8], _ needsHyphen: inout Bool) {
  switch scalar {
  // The typographic apostrophe, and marks for hyphenation and joining.
  case 0x2019, 0xAD, 0x200B...0x200D, 0x2060: break
  case 0x0300...0x036F: Transliteration.compose(&slug, with: scalar)
  default:
    guard let letters = Transliteration.ascii(of: scalar) else {
      needsHyphen = true
      return
    }
    if needsHyphen && !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    needsHyphen = false
    slug.append(contentsOf: letters.utf8)
  }
}
