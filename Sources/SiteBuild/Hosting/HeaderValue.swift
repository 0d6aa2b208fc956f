/// The value of a header as it may stand in a line of `_headers` and between the quotes of nginx's, Apache's and Caddy's
/// configuration, where it means itself and nothing else.
///
/// A field value has no line break and no other control character (RFC 9110, 5.5). Between quotes, a quote or a backslash
/// would end or change it; and nginx puts variables in the place of `$name`, Apache those of `%{name}e`, Caddy those of
/// `{env.NAME}`.
struct HeaderValue: Sendable {
  let text: String

  init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && !Self.meaningful.contains($0) }
    guard isPlain, text.utf8.first != 0x20, text.utf8.last != 0x20 else { return nil }
    self.text = text
  }

  private static let meaningful = Array("\"\\$%{}`".utf8)
}
