import SiteMarkdown
import Testing

@Suite struct AddressTextTests {
  @Test(arguments: [
    ("/a/100%.png", "/a/100%25.png"), ("/a/Platz #1.png", "/a/Platz%20%231.png"), ("/b?.png", "/b%3F.png"),
    ("/c%20d.png", "/c%2520d.png"), ("/gr\u{F6}\u{DF}e.png", "/gr%C3%B6%C3%9Fe.png"), ("/o\u{308}", "/o%CC%88"),
    ("/k&p+1;2=3@x,~.png", "/k&p+1;2=3@x,~.png"), ("/[x]\"<>^`{|}\\", "/%5Bx%5D%22%3C%3E%5E%60%7B%7C%7D%5C"),
  ])
  func pathsBecomeAddresses(path: String, address: String) {
    #expect(AddressText.encoded(path: path) == address)
    #expect(AddressText.percentDecoded(address).utf8.elementsEqual(path.utf8))
  }

  /// Whatever bytes a name has, its address is made of an address's characters, and means that name.
  @Test func everyNameComesBack() {
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let scalars = (0..<Int.random(in: 0...12, using: &numbers)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 1...(Bool.random() ? 0x7F : 0x10FFFF), using: &numbers))
      }
      let name = String(String.UnicodeScalarView(scalars))
      let address = AddressText.encoded(path: name)
      #expect(AddressText.percentDecoded(address).utf8.elementsEqual(name.utf8), "\(name.debugDescription)")
      #expect(AddressText.completed(address) == address)
      #expect(!AddressText.hasStrayPercent(address) && !address.utf8.contains { $0 <= 0x20 || $0 >= 0x7F })
      #expect(AddressText.completed(AddressText.completed(name)) == AddressText.completed(name))
    }
  }

  @Test(arguments: [
    ("/a b?x=1#ü", "/a%20b?x=1#%C3%BC"), ("/100%", "/100%25"), ("/%41%zz", "/%41%25zz"),
    ("https://a/[x]", "https://a/[x]"),
  ])
  func whatIsNoneIsCompleted(written: String, address: String) {
    #expect(AddressText.completed(written) == address)
  }

  @Test(arguments: [
    ("https://x", true), ("//x", true), ("mailto:a", true), ("Teil 1: x", false), ("a/b:c", false), ("/x", false),
    ("", false),
  ])
  func schemesAreKnown(address: String, isExternal: Bool) {
    #expect(AddressText.isExternal(address) == isExternal)
  }

  @Test(arguments: [
    ("K&amp;P", "K&P"), ("a&#x27;b&#39;c", "a'b'c"), ("?a=1&num=2&lt=3&copy", "?a=1&num=2&lt=3&copy"),
    ("&colon;&sol", ":&sol"),
    ("&#109;&#x61;ilto", "mailto"), ("&", "&"), ("&#;", "&#;"), ("&#x110000;", "\u{FFFD}"), ("a&lt", "a<"),
  ])
  func referencesAreDecoded(written: String, text: String) {
    #expect(CharacterReferences.decode(written) == text)
  }

  @Test(arguments: [
    ("a.png", ["a.png|"]), ("a.png 1x, b.png 2x", ["a.png|1x", "b.png|2x"]),
    ("a,b.png 640w,c.png", ["a,b.png|640w", "c.png|"]),
    (" , a.png, b.png ,", ["a.png|", "b.png|"]), ("data:image/png;base64,AA 1x", ["data:image/png;base64,AA|1x"]),
    ("", []),
  ])
  func candidatesArePartedWhereAddressesEnd(written: String, expected: [String]) {
    let bytes = Array(written.utf8)
    let found = SourceSet.candidates(in: bytes.span, 0..<bytes.count).map {
      String(decoding: bytes[$0.address], as: UTF8.self) + "|" + String(decoding: bytes[$0.descriptor], as: UTF8.self)
    }
    #expect(found == expected)
  }
}
