import Testing

@testable import SiteBuild

/// What a feed's text becomes, for a page at `https://www.example.org/a/b/`.
@Suite struct AbsoluteAddressesTests {
  @Test(arguments: [
    // Schemes stay, however they are written.
    ("<a href=\"&#109;&#x61;&#105;&#x6c;&#116;&#x6f;&#58;&#x61;\">", nil),
    ("<a href=\"tel:+49231\">", nil), ("<a href=\"SMS:1\">", nil), ("<a href=\"data:text/plain,x\">", nil),
    ("<a href=\"https://x.example/?a=1&amp;b=2\">", nil), ("<a href=\"mailto&colon;a@example.org\">", nil),
    // All else starts at the host or at the page.
    ("<a href=\"/c/&#x27;d\">", "<a href=\"https://www.example.org/c/&#x27;d\">"),
    ("<a href=\"&sol;c\">", "<a href=\"https://www.example.org/c\">"),
    ("<a href='#fn-1'>", "<a href='https://www.example.org/a/b/#fn-1'>"),
    ("<a href=\"?x&amp;y\">", "<a href=\"https://www.example.org/a/b/?x&amp;y\">"),
    ("<a href=\"\">", "<a href=\"https://www.example.org/a/b/\">"),
    ("<a href=\"../c.html\">", "<a href=\"https://www.example.org/a/c.html\">"),
    ("<a href=\"../../../../c\">", "<a href=\"https://www.example.org/c\">"),
    ("<a href=\" c \">", "<a href=\"https://www.example.org/a/b/c\">"),
    ("<a href=\"//x.example/\">", "<a href=\"https://x.example/\">"),
    ("<img src=\"mit leer ü.png\">", "<img src=\"https://www.example.org/a/b/mit%20leer%20%C3%BC.png\">"),
    ("<img src=c.png alt=x>", "<img src=\"https://www.example.org/a/b/c.png\" alt=x>"),
    ("<img SRC = \"c.png\">", "<img SRC = \"https://www.example.org/a/b/c.png\">"),
    (
      "<img srcset=\"/c,d.png 1x, e.png 2x\">",
      "<img srcset=\"https://www.example.org/c,d.png 1x, https://www.example.org/a/b/e.png 2x\">"
    ),
    ("<video poster=\"/p.png\">", "<video poster=\"https://www.example.org/p.png\">"),
    ("<q cite=\"c\">", "<q cite=\"https://www.example.org/a/b/c\">"),
    (
      "<i style=\"background: url('/c (1).png')\">",
      "<i style=\"background: url(&#x27;https://www.example.org/c%20%281%29.png&#x27;)\">"
    ),
    ("<use xlink:href=\"#x\"/>", "<use xlink:href=\"https://www.example.org/a/b/#x\"/>"),
    // What is no address stays.
    ("<p title=\"/c\" data-src=\"/c\">a href=\"/c\"</p><!-- <a href=\"/c\"> -->", nil),
    ("a < b <a href=\"/c", "a < b <a href=\"https://www.example.org/c"),
  ])
  func addressesBecomeAbsolute(html: String, expected: String?) {
    let bytes = AbsoluteAddresses.rewrite(
      Array(html.utf8), origin: "https://www.example.org", base: "https://www.example.org/a/b/")
    #expect(String(decoding: bytes, as: UTF8.self) == expected ?? html)
  }
}
