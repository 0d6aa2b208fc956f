/// Finds addresses of pages and mail boxes in text that is already escaped, for `urlize`.
///
/// Works on one word at a time: what stands between white space.
struct LinkFinder {
  /// What is left of an address where it is shown, in characters; `nil` shows it whole.
  let shownLimit: Int?
  /// ` rel="…" target="…"`, escaped.
  let attributes: Text
  /// Further beginnings of addresses: `tel:`.
  let schemes: [Text]

  func appendLinked(_ word: Text, to result: inout [UInt8]) {
    guard Self.mayBeAddress(word) else { return result.append(word) }
    let (head, middle, tail) = Self.trimmed(word)
    result.append(head)
    if !appendLink(middle, to: &result) { result.append(middle) }
    result.append(tail)
  }

  /// Whether the word has a character that every address has.
  private static func mayBeAddress(_ word: Text) -> Bool {
    let bytes = word.bytes
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "@"): return true
      default: continue
      }
    }
    return false
  }

  private func appendLink(_ text: Text, to result: inout [UInt8]) -> Bool {
    if WebAddress.matches(text) {
      let hasScheme = text.hasPrefix("https://") || text.hasPrefix("http://")
      appendLink(to: text, prefix: hasScheme ? "" : "https://", attributes, shown(text), &result)
    } else if text.hasPrefix("mailto:"), Self.isMailAddress(text.slice(7..<text.byteCount)) {
      appendLink(to: text, prefix: "", .empty, text.slice(7..<text.byteCount), &result)
    } else if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"),
      Self.isMailAddress(text)
    {
      appendLink(to: text, prefix: "mailto:", .empty, text, &result)
    } else if schemes.contains(where: { text != $0 && text.hasPrefix($0) }) {
      appendLink(to: text, prefix: "", attributes, text, &result)
    } else {
      return false
    }
    return true
  }

  private func appendLink(
    to address: Text, prefix: StaticString, _ attributes: Text, _ shown: Text, _ result: inout [UInt8]
  ) {
    result.append("<a href=\"")
    result.append(prefix)
    result.append(address)
    result.append("\"")
    result.append(attributes)
    result.append(">")
    result.append(shown)
    result.append("</a>")
  }

  private func shown(_ address: Text) -> Text {
    guard let shownLimit else { return address }
    let count = address.codePointCount
    guard count > shownLimit else { return address }
    return address.prefix(shownLimit < 0 ? count + shownLimit : shownLimit).appending("...")
  }

  /// The word without brackets before it and punctuation behind it; brackets that the address opens itself stay.
  private static func trimmed(_ word: Text) -> (head: Text, middle: Text, tail: Text) {
    var start = 0
    while let end = end(of: ["(", "<", "&lt;"], in: word, at: start) { start = end }
    var end = word.byteCount
    while let before = ["&gt;", ")", ">", ".", ",", "\n"].first(where: { word.slice(start..<end).hasSuffix($0) }) {
      end -= before.byteCount
    }
    for (opening, closing) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] as [(Text, Text)] {
      let opened = TextSearch(for: opening).offsets(in: word.slice(start..<end)).count
      let search = TextSearch(for: closing)
      guard opened > search.offsets(in: word.slice(start..<end)).count else { continue }
      for _ in 0..<opened {
        guard let offset = search.firstOffset(in: word, from: end) else { break }
        end = offset + closing.byteCount
      }
    }
    return (word.slice(0..<start), word.slice(start..<end), word.slice(end..<word.byteCount))
  }

  private static func end(of candidates: [Text], in word: Text, at start: Int) -> Int? {
    let rest = word.slice(start..<word.byteCount)
    return candidates.first { rest.hasPrefix($0) }.map { start + $0.byteCount }
  }

  /// `name@host.domain`
  private static func isMailAddress(_ text: Text) -> Bool {
    let scalars = text.scalars
    guard let at = scalars.lastIndex(of: "@"), at > 0 else { return false }
    let host = scalars[(at + 1)...]
    guard let first = host.first, first.isWordCharacter,
      let dot = host.lastIndex(of: "."), dot > host.startIndex, dot + 1 < host.endIndex
    else { return false }
    return host[..<dot].allSatisfy { $0.isWordCharacter || $0 == "." || $0 == "-" }
      && host[(dot + 1)...].allSatisfy(\.isWordCharacter)
  }
}
