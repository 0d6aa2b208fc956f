/// An answer, free of the HTTP library.
struct Reply {
  var status: Int
  var headers: [(String, String)]
  /// Not sent in answer to `HEAD`; its size is told all the same.
  var body: [UInt8]

  init(_ status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A refusal in words, for the person who wonders.
  init(_ status: Int, _ text: String, headers: [(String, String)] = []) {
    self.init(
      status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers, body: Array((text + "\n").utf8))
  }

  /// Goes with every answer: ask again each time, guess no types, and nothing for pages of other origins. There is no
  /// `Access-Control-Allow-Origin`, so that no foreign page can read what is sent.
  static let commonHeaders = [
    ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ]
}
