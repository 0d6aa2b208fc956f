/// An answer, free of the HTTP library.
struct Reply {
  var status: Int
  var headers: [(String, String)]
  /// Not sent in answer to `HEAD`; its size is told all the same.
  var body: Body

  enum Body {
    case bytes([UInt8])
    /// A part of a file as it stood when it was asked for.
    case stored(any StoredFile, StoredVersion, Range<Int>)

    var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .stored(_, _, let range): range.count
      }
    }

    /// A part of this, by places that count from 0.
    subscript(part: Range<Int>) -> Body {
      switch self {
      case .bytes(let bytes): .bytes(Array(bytes[part]))
      case .stored(let file, let version, let range):
        .stored(file, version, range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
      }
    }
  }

  init(_ status: Int, headers: [(String, String)] = [], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A refusal in words, for the person who wonders.
  init(_ status: Int, _ text: String, headers: [(String, String)] = []) {
    self.init(
      status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers,
      body: .bytes(Array((text + "\n").utf8)))
  }

  /// Goes with every answer: ask again each time, guess no types, and nothing for pages of other origins, which may not
  /// frame it either. There is no `Access-Control-Allow-Origin`, so that no foreign page can read what is sent.
  static let commonHeaders = [
    ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "SAMEORIGIN"),
  ]
}
