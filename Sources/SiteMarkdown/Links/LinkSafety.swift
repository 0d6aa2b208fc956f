/// The scheme of an address, in lower case, as a number that is cheap to compare.
struct SchemeName: Equatable {
  private var first: UInt64 = 0
  private var rest: UInt64 = 0
  private var count = 0

  /// At most twelve letters are looked at: no scheme that matters is longer.
  fileprivate mutating func append(_ byte: UInt8) -> Bool {
    guard count < 12 else { return false }
    if count < 8 { first = first << 8 | UInt64(byte | 0x20) } else { rest = rest << 8 | UInt64(byte | 0x20) }
    count += 1
    return true
  }

  private init() {}

  init(_ name: StaticString) {
    for offset in 0..<name.utf8CodeUnitCount { _ = unsafe append(name.utf8Start[offset]) }
  }

  /// The scheme as a browser reads it, and where its colon stands.
  ///
  /// Browsers ignore white space and control characters before the scheme, and tabs and line breaks within it.
  static func read(_ address: ByteView) -> (name: SchemeName, colon: Int)? {
    var scheme = SchemeName()
    for offset in 0..<address.count {
      let byte = address[offset]
      if byte == UInt8(ascii: ":") { return scheme.count > 0 ? (scheme, offset) : nil }
      if byte <= 0x20 { continue }
      guard isSchemeByte(byte), scheme.append(byte) else { return nil }
    }
    return nil
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// One letter before the colon is a drive, not a scheme.
  var isDrive: Bool { count == 1 }

  /// Whether no file is called so.
  var isCommon: Bool { self == .tel || self == .sms || self == .data }

  static let tel = SchemeName("tel")
  static let sms = SchemeName("sms")
  static let http = SchemeName("http")
  static let https = SchemeName("https")
  static let mailto = SchemeName("mailto")
  static let data = SchemeName("data")
}

/// Judges addresses by their schemes.
enum LinkSafety {
  private static let dangerous = [
    SchemeName("javascript"), SchemeName("vbscript"), SchemeName("livescript"), SchemeName("mocha"),
    SchemeName("file"), SchemeName("jar"), SchemeName("view-source"),
  ]

  /// Whether following or loading the address could run a script or open something that isn't on the web.
  static func isDangerous(_ address: ByteView, in kind: MarkdownLink.Kind) -> Bool {
    guard let (scheme, colon) = SchemeName.read(address) else { return false }
    if scheme == .https || scheme == .http || scheme == .mailto { return false }
    if scheme == .data { return kind == .link || !isImageData(address.dropFirst(colon + 1)) }
    return dangerous.contains(scheme)
  }

  /// Images that can't hold scripts.
  private static func isImageData(_ data: ByteView) -> Bool {
    let start = data[0..<11].string.lowercased()
    return ["image/png", "image/gif", "image/jpeg", "image/webp"].contains { start.hasPrefix($0) }
  }
}
