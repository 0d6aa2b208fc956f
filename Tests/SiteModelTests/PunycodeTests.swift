import SiteModel
import Testing

/// Hosts in all letters, as RFC 3492 and the registries have them.
@Suite struct PunycodeTests {
  @Test(arguments: [
    ("https://münchen.example/", "https://xn--mnchen-3ya.example"),
    ("https://MÜNCHEN.example", "https://xn--mnchen-3ya.example"),
    ("https://mu\u{308}nchen.example", "https://xn--mnchen-3ya.example"),
    ("http://例え.テスト:8080/", "http://xn--r8jz45g.xn--zckzah:8080"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://пример.испытание", "https://xn--e1afmkfd.xn--80akhbyknj4f"),
    ("https://יהוה.example", "https://xn--8dbaco.example"), ("https://faß.de", "https://xn--fa-hia.de"),
  ])
  func hosts(text: String, address: String) {
    #expect(BaseURL(text)?.text == address)
  }

  @Test(arguments: ["https://mün chen.example", "https://mü/../x", "https://\u{200B}ü.example", "https://…/"])
  func whatIsNoHost(text: String) {
    #expect(BaseURL(text) == nil)
  }
}
