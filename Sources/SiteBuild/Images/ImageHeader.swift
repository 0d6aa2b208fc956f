/// Width and height of a picture, read from the first bytes of its file; the pixels are never decoded.
struct ImageHeader: Sendable, Hashable {
  let width: Int
  let height: Int

  /// How much of a file `init(_:)` needs to see: a JPEG's size may stand behind an embedded preview.
  static let prefixLength = 256 << 10

  /// PNG (ISO 15948), GIF89a, JPEG (ITU T.81), WebP (RFC 9649), and SVG with `width` and `height` or a `viewBox`.
  init?(_ bytes: [UInt8]) {
    let reader = ByteReader(bytes)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self.init(reader.big(4, at: 16), reader.big(4, at: 20))
    } else if bytes.starts(with: "GIF8".utf8) {
      self.init(reader.little(2, at: 6), reader.little(2, at: 8))
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      self.init(jpeg: reader)
    } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      self.init(webP: reader)
    } else {
      self.init(svg: bytes)
    }
  }

  private init?(_ width: Int?, _ height: Int?) {
    guard let width, let height, (1...1_000_000).contains(width), (1...1_000_000).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  /// Walks from segment to segment up to a start of frame.
  private init?(jpeg reader: ByteReader) {
    var offset = 2
    while let marker = reader.big(2, at: offset), marker & 0xFF00 == 0xFF00 {
      if marker == 0xFFFF {
        offset += 1
        continue
      }
      let isFrame = (0xFFC0...0xFFCF).contains(marker) && ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker)
      if isFrame {
        self.init(reader.big(2, at: offset + 7), reader.big(2, at: offset + 5))
        return
      }
      guard let length = reader.big(2, at: offset + 2), length >= 2 else { return nil }
      offset += 2 + length
    }
    return nil
  }

  private init?(webP reader: ByteReader) {
    switch reader.text(4, at: 12) {
    case "VP8X":
      guard let width = reader.little(3, at: 24), let height = reader.little(3, at: 27) else { return nil }
      self.init(width + 1, height + 1)
    case "VP8L":
      guard let bits = reader.little(4, at: 21) else { return nil }
      self.init((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    case "VP8 ":
      self.init(reader.little(2, at: 26).map { $0 & 0x3FFF }, reader.little(2, at: 28).map { $0 & 0x3FFF })
    default: return nil
    }
  }

  private init?(svg bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = text.firstRange(of: "<svg"), let end = text[start.upperBound...].firstIndex(of: ">") else {
      return nil
    }
    let tag = text[start.upperBound..<end]
    if let width = Self.attribute("width", of: tag).flatMap(Self.pixels),
      let height = Self.attribute("height", of: tag).flatMap(Self.pixels)
    {
      self.init(width, height)
      return
    }
    let box = Self.attribute("viewBox", of: tag)?.split { $0 == " " || $0 == "," }.map { Self.pixels($0) } ?? []
    guard box.count == 4 else { return nil }
    self.init(box[2], box[3])
  }

  private static func attribute(_ name: String, of tag: Substring) -> Substring? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
      let rest = tag[start.upperBound...]
      return rest.firstRange(of: quote).map { rest[..<$0.lowerBound] }
    }
    return nil
  }

  private static func pixels(_ length: Substring) -> Int? {
    let digits = length.hasSuffix("px") ? length.dropLast(2) : length
    guard let number = Double(digits), number.isFinite, number >= 0, number < 1_000_000 else { return nil }
    return Int(number.rounded())
  }
}

/// Numbers out of a header, `nil` behind its end.
private struct ByteReader {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func big(_ count: Int, at offset: Int) -> Int? { slice(count, at: offset)?.reduce(0) { $0 << 8 | Int($1) } }

  func little(_ count: Int, at offset: Int) -> Int? {
    slice(count, at: offset)?.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func text(_ count: Int, at offset: Int) -> String? {
    slice(count, at: offset).map { String(decoding: $0, as: UTF8.self) }
  }

  private func slice(_ count: Int, at offset: Int) -> ArraySlice<UInt8>? {
    offset >= 0 && offset + count <= bytes.count ? bytes[offset..<offset + count] : nil
  }
}
