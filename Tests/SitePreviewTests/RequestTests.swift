import SitePreview
import TestSupport
import Testing

/// Requests as data: a file of `Cases/requests` holds the bytes of a request and the whole answer.
///
/// Lines end in CR LF on the wire. `\xHH` is a byte, `{text*1000}` repeats a text, a line that begins with `#` says why
/// the case is there.
@Suite struct RequestTests {
  private static let server = Task { try await SampleSite.start() }

  @Test(arguments: CaseFile.all(in: "Cases/requests"))
  func theAnswerIsAsWritten(_ file: CaseFile) async throws {
    let port = try await Self.server.value.port
    let connection = try RawConnection(port: port)
    connection.send(Self.bytes(of: file.input))
    file.expect(connection.reply(toHead: file.input.contains("\nHEAD ")).text)
  }

  /// The request that a case describes.
  private static func bytes(of text: String) -> [UInt8] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    var bytes: [UInt8] = []
    for line in lines.dropLast() { bytes += unescaped(Array(repeated(line).utf8)) + [13, 10] }
    return bytes
  }

  /// `{text*1000}` written out.
  private static func repeated(_ line: Substring) -> String {
    guard let start = line.firstIndex(of: "{"), let end = line.firstIndex(of: "}") else { return String(line) }
    let parts = line[start..<end].dropFirst().split(separator: "*")
    let text = String(repeating: String(parts[0]), count: Int(parts[1]) ?? 0)
    return line[..<start] + text + line[line.index(after: end)...]
  }

  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var offset = 0
    while offset < text.count {
      let isEscape = text[offset] == UInt8(ascii: "\\") && offset + 3 < text.count
      if isEscape, let byte = UInt8(String(decoding: text[offset + 2..<offset + 4], as: UTF8.self), radix: 16) {
        bytes.append(byte)
        offset += 4
      } else {
        bytes.append(text[offset])
        offset += 1
      }
    }
    return bytes
  }
}
