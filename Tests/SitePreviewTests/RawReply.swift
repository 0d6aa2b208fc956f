/// An answer taken apart.
struct RawReply {
  var status = "no answer"
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  init() {}

  /// `nil` as long as the head is not complete.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
      return nil
    }
    var lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")[...]
    status = lines.popFirst().map(String.init) ?? ""
    headers = lines.map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (name: String(parts[0]), value: String(parts.last?.drop { $0 == " " } ?? ""))
    }
    body = Array(bytes[(end + 4)...])
  }

  var isComplete: Bool {
    if status.contains(" 304 ") || status.contains(" 204 ") { return true }
    guard let length = self["content-length"].flatMap({ Int($0) }) else { return false }
    return body.count >= length
  }

  subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  var text: String {
    var text = status + "\n" + headers.map { "\($0.name): \($0.value)\n" }.joined()
    if !body.isEmpty { text += "\n" + String(decoding: body, as: UTF8.self) }
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
