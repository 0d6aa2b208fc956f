import SiteDigest

/// A file below `Templates/assets`, ready to be written.
struct Asset: Sendable {
  /// The path of its source.
  let source: RelativePath
  /// Below the site's root: `/assets/css/site.0f3b9a1c2d4e.css`.
  let path: String
  let content: OutputFile.Content
  /// For the attribute `integrity`; styles and scripts have one, since browsers check it of nothing else. Empty, which
  /// lets everything pass, where it is not to follow the content.
  let integrity: String?
  /// The part of the name that stands for the content; `nil` where the file keeps its name.
  let fingerprint: Fingerprint?

  var outputFile: OutputFile { OutputFile(path: String(path.dropFirst()), content: content) }

  /// The path as addresses have it (RFC 3986, 3.3).
  var address: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        text.append(byte)
      case _ where "/-._~!$&'()*+,;=:@".utf8.contains(byte): text.append(byte)
      default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
