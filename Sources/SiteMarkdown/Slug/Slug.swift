/// The part of an address, or the id of a heading, for a text: lower-case letters and digits, words joined by hyphens.
/// `ä→ae ö→oe ü→ue ß→ss`, other letters lose their marks or are transliterated to ASCII; those of scripts that nobody
/// here writes in ASCII stay (`新闻`), so that what is written in them has an address too.
///
/// Empty where the text has no letter and no digit.
package func slug(of text: String) -> String { slug(of: text[...]) }

/// As `slug(of:)`, of a part of a text.
package func slug(of text: Substring) -> String {
  if isSlug(text) { return String(text) }
  var text = text
  return text.withUTF8 { unsafe slug(of: ByteView($0)) }
}

/// Whether a text is already what `slug(of:)` would make of it, as most names of files and folders are; or, of a path,
/// whether each of its parts is.
package func isSlug(_ text: Substring, isPath: Bool = false) -> Bool {
  var isWithinWord = false
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): isWithinWord = true
    case UInt8(ascii: "-") where isWithinWord: isWithinWord = false
    case UInt8(ascii: "/") where isWithinWord && isPath: isWithinWord = false
    default: return false
    }
  }
  return isWithinWord
}

func slug(of text: ByteView) -> String {
  var slug = ByteBuffer(capacity: text.count + 8)
  var needsHyphen = false
  var offset = 0
  while offset < text.count {
    let byte = text[offset]
    if isLetter(byte) || isDigit(byte) {
      if needsHyphen && slug.count > 0 { slug.append(UInt8(ascii: "-")) }
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
  return slug.view(0..<slug.count).string
}

private func append(_ scalar: UInt32, to slug: inout ByteBuffer, _ needsHyphen: inout Bool) {
  switch scalar {
  // What German texts have most.
  case 0xE4, 0xC4: append("ae", to: &slug, &needsHyphen)
  case 0xF6, 0xD6: append("oe", to: &slug, &needsHyphen)
  case 0xFC, 0xDC: append("ue", to: &slug, &needsHyphen)
  case 0xDF: append("ss", to: &slug, &needsHyphen)
  // The typographic apostrophe, and marks for hyphenation and joining.
  case 0x2019, 0xAD, 0x200B...0x200D, 0x2060: break
  case 0x0300...0x036F: Transliteration.compose(&slug, with: scalar)
  default:
    if let letters = Transliteration.ascii(of: scalar) {
      append(letters, to: &slug, &needsHyphen)
    } else if let kept = Transliteration.kept(scalar, isWithinWord: !needsHyphen && slug.count > 0) {
      append(kept, to: &slug, &needsHyphen)
    } else {
      needsHyphen = true
    }
  }
}

private func append(_ letters: String, to slug: inout ByteBuffer, _ needsHyphen: inout Bool) {
  if needsHyphen && slug.count > 0 { slug.append(UInt8(ascii: "-")) }
  needsHyphen = false
  slug.append(string: letters)
}
