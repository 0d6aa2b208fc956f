/// The part of an address, or the id of a heading, for a text: lower-case ASCII letters and digits, words joined by
/// hyphens. `ä→ae ö→oe ü→ue ß→ss`, other letters lose their marks or are transliterated.
///
/// Empty where the text has nothing that could be written in ASCII.
package func slug(of text: some Sequence<UInt8>) -> String {
  var slug: [UInt8] = []
  var iterator = text.makeIterator()
  var decoder = Unicode.UTF8.ForwardParser()
  var pendingHyphen = false
  func append(_ letters: some Sequence<UInt8>, _ slug: inout [UInt8]) {
    if pendingHyphen && !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    pendingHyphen = false
    slug.append(contentsOf: letters)
  }
  while true {
    switch decoder.parseScalar(from: &iterator) {
    case .valid(let encoded):
      let scalar = Unicode.UTF8.decode(encoded)
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: append(CollectionOfOne(UInt8(scalar.value)), &slug)
      case 0x41...0x5A: append(CollectionOfOne(UInt8(scalar.value | 0x20)), &slug)
      // An apostrophe within a word does not part it: `don't` → `dont`.
      case 0x27, 0x2019, 0x00AD, 0x200B...0x200D, 0x2060: break
      case 0x0300...0x036F: Transliteration.compose(&slug, with: scalar)
      case 0..<0x80: pendingHyphen = true
      default:
        if let letters = Transliteration.ascii(of: scalar) {
          append(letters.utf8, &slug)
        } else {
          pendingHyphen = true
        }
      }
    case .error: pendingHyphen = true
    case .emptyInput: return String(decoding: slug, as: UTF8.self)
    }
  }
}

package func slug(of text: String) -> String { slug(of: text.utf8) }
