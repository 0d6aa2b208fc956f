/// Texts of links that would say the same of any other page.
enum VagueText {
  /// Whether all words of a text are empty ones, and one of them more than filling.
  static func isVague(_ text: some Sequence<UInt8>) -> Bool {
    var isVague = false
    var hash: WordHash?
    var previous: UInt8 = 0
    func take(_ word: WordHash) -> Bool {
      if pointing.contains(word.value) {
        isVague = true
        return true
      }
      return filling.contains(word.value)
    }
    for byte in text {
      // Guillemets, arrows and dots around it say nothing either.
      if isLetter(byte) || byte == 0xC3 || (previous == 0xC3 && byte >= 0x80) {
        hash = hash ?? WordHash()
        hash?.add(byte, after: previous)
      } else if isDigit(byte) || (0xC4..<0xE2).contains(byte) || (0xE3...0xED).contains(byte) {
        return false
      } else if let word = hash {
        guard take(word) else { return false }
        hash = nil
      }
      previous = byte
    }
    if let word = hash, !take(word) { return false }
    return isVague
  }

  /// The texts of links in HTML, or in a template, that are written out there and say nothing.
  static func links(in bytes: [UInt8]) -> [Range<Int>] {
    let scan = HTMLScan(bytes)
    return scan.elements(.a).compactMap { link in
      guard scan.value(of: .href, in: link) != nil, let text = link.text, text.count < 60,
        !bytes[text].contains(UInt8(ascii: "{")),
        !scan.attributes(of: link).contains(where: { $0.name == .aria || $0.name == .title }),
        isVague(bytes[text])
      else { return nil }
      let first = bytes[text].firstIndex { $0 > 0x20 } ?? text.lowerBound
      let last = bytes[text].lastIndex { $0 > 0x20 } ?? text.upperBound - 1
      return first..<last + 1
    }
  }

  private static let pointing = hashes(
    """
    hier mehr weiter weiterlesen link klick klicken details dort info infos artikel website webseite seite \
    this here click more link page article details continue website ici cliquez suite savoir
    """)

  private static let filling = hashes(
    """
    lesen erfahren ansehen anzeigen öffnen dazu informationen diesem diesen dieser diese dieses auf unter bitte sie nun \
    jetzt gleich siehe zum zur zu den die der das ganzen ganze vollständigen \
    read learn find out information see view open the full on for reading now en plus lire la sur voir
    """)

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { WordHash(String($0)).value })
  }
}
