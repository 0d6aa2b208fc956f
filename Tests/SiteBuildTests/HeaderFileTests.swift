import SiteModel
import Testing

@testable import SiteBuild

/// What stands in a page gets into a header only as a digest or as the letters of a host's name.
@Suite struct HeaderFileTests {
  /// Addresses that mean something to a server's configuration, a header or a policy.
  static let injections = [
    "https://a.example\" always;\nreturn 200 \"x\";\nadd_header x \"/",
    "https://a.example;script-src-elem * 'unsafe-inline'", "https://a.example, default-src *", "https://a.example *",
    "https://a.example\r\nSet-Cookie: a=b", "https://$host/", "https://%{HOME}e/", "https://{env.HOME}/", "https://*",
    "https://*.example/", "https://a.example\\\n}", "https://'unsafe-inline'/", "https://a`b`/", "https:a.example",
    "https:/a.example", "https:///a", "https://", "//a b/", "//\"", "https://a@b.example/", "https://a.example:80:90/",
    "https://a.example:port/", "https://münchen.example/", "https://[::1", "https://a%22/", "HTTPS://A.EXAMPLE\t;x",
    "https://\u{2028}a/",
  ]

  @Test(arguments: injections)
  func aTargetIsAHostOrRefused(address: String) {
    var needs = PolicyNeeds()
    needs.add(form: address)
    #expect(needs.formTargets.isEmpty)
    #expect(needs.unreadableForms == [address])
  }

  @Test(arguments: [
    ("https://formular.example/a?b", "https://formular.example"),
    ("HTTP://Host.Example:8080", "http://host.example:8080"),
    (" https://xn--mnchen-3ya.example#a\n", "https://xn--mnchen-3ya.example"), ("//cdn.example/x", "cdn.example"),
    ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"), ("https://a.example:/", "https://a.example"),
    ("https://a.example\u{0}", "https://a.example"),
  ])
  func aHostIsAllowed(address: String, source: String) {
    var needs = PolicyNeeds()
    needs.add(form: address)
    #expect(needs.formTargets.map(\.text) == [source])
    #expect(needs.unreadableForms.isEmpty)
  }

  @Test(arguments: ["/suche", "suche.php?a=https://x", "mailto:a@b.example", "", "?a:b", "javascript:a"])
  func othersNeedNothing(address: String) {
    var needs = PolicyNeeds()
    needs.add(form: address)
    #expect(needs == PolicyNeeds())
  }

  @Test func notesOfOthersAreNoSources() {
    for text in [
      "'sha256-x'", "'unsafe-inline'", "https://a.example;", "*", "data:", "'self'", "",
      "'sha256-" + String(repeating: "a", count: 44) + "'",
      "'sha256-" + String(repeating: "a", count: 42) + ";='",
    ] {
      #expect(PolicySource(recorded: text) == nil)
    }
    let hash = PolicySource.hash(of: "x".utf8)
    #expect(PolicySource(recorded: hash.text) == hash)
  }

  @Test(arguments: [
    "a\nb", "a\rb", "a\u{0}b", "a\"b", "a\\b", "a$b", "a%b", "a{b", "a}b", "ä", " a", "a ", "a`b", "a\u{7F}", "a\tb",
  ])
  func aValueMeansItself(text: String) { #expect(HeaderValue(text) == nil) }

  @Test(arguments: HeaderFormat.allCases)
  func everyFormatHoldsTheHeaders(format: HeaderFormat) throws {
    var needs = PolicyNeeds()
    for address in Self.injections + ["https://formular.example/"] { needs.add(form: address) }
    needs.add(script: Array("a\"\n;".utf8))
    needs.add(handler: "b;\r\n")
    let base = try #require(BaseURL("https://www.example.org"))
    let policy = ContentSecurityPolicy(needs, hasScripts: false)
    let file = try #require(HeaderFile(format, policy: policy, base: base, assets: AssetTable(assets: [:])))
    #expect(file.text.contains("form-action 'self' https://formular.example; base-uri"))
    for word in ["a.example", "unsafe-inline", "Set-Cookie", "return", "$", "{env"] {
      #expect(!file.text.contains(word))
    }
  }
}
