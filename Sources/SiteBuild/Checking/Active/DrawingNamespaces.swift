/// Which prefixes of a drawing stand for what browsers show. Programs that draw put data of their own under others, in
/// which a `form` or an `object` is only a word.
struct DrawingNamespaces {
  private var shown: Set<String> = []
  private var others: Set<String> = []

  init() {}

  init(_ bytes: [UInt8]) {
    var offset = 0
    let mark = Array("xmlns:".utf8)
    while let place = ByteSearch.first(UInt8(ascii: "x"), in: bytes.span, from: offset) {
      offset = place + 1
      guard bytes[place...].starts(with: mark) else { continue }
      let prefix = bytes[(place + mark.count)...].prefix {
        $0 > 0x20 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">")
      }
      var rest = bytes[prefix.endIndex...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { $0 <= 0x20 }
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      let address = rest.dropFirst().prefix { $0 != quote }
      // A name for the address is of the document's type, and may stand for one of these.
      let isShown =
        address.contains(UInt8(ascii: "&")) || address.elementsEqual("http://www.w3.org/2000/svg".utf8)
        || address.elementsEqual("http://www.w3.org/1999/xhtml".utf8)
      let name = String(decoding: prefix, as: UTF8.self)
      if isShown { shown.insert(name) } else { others.insert(name) }
      offset = address.endIndex
    }
  }

  /// Whether an element may be one of SVG or HTML.
  func isShown(_ name: ArraySlice<UInt8>) -> Bool {
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let prefix = String(decoding: name[..<colon], as: UTF8.self)
    return shown.contains(prefix) || !others.contains(prefix)
  }
}
