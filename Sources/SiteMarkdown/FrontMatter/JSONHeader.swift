internal import SiteDiagnostics

/// Front matter in JSON, as Hugo (`{`) and others (`;;;`, `---json`) know it. JSON is YAML, so it is read as that and written in lines.
enum JSONHeader {
  static func explanation(in source: SourceText, from start: Int) -> Diagnostic? {
    let bytes = source.bytes
    let lines = HeaderLines(source, from: start).lines
    guard let first = lines.first else { return nil }
    let isFenced = first.text == ";;;" || first.text == "---json"
    let brace = isFenced ? bytes[first.next...].firstIndex { $0 > 0x20 } ?? bytes.count : start
    guard brace < bytes.count, bytes[brace] == UInt8(ascii: "{"), let end = self.end(of: bytes, from: brace) else {
      guard isFenced else { return nil }
      return diagnostic(in: source, first, fix: nil)
    }
    if !isFenced, bytes.dropFirst(brace + 1).prefix(200).first(where: { $0 > 0x20 }) != UInt8(ascii: "\"") {
      return nil
    }
    let document = YAMLParser.document(in: source, range: brace..<end)
    var next = end
    // The rest of the line, and the line that closes it.
    let rest = HeaderLines(source, from: next).lines
    if let line = rest.first, line.text.isEmpty { next = line.next }
    if isFenced, let closing = rest.prefix(2).first(where: { $0.text == ";;;" || $0.text == "---" }) {
      next = closing.next
    }
    let fix = document.diagnostics.isEmpty ? document.root?.mapping.flatMap { HeaderText.yaml($0) } : nil
    return diagnostic(
      in: source, first,
      fix: fix.map { TextEdit(source, 0..<next, replacement: HeaderText.bytes("---\n\($0)---\n", like: source)) })
  }

  private static func diagnostic(in source: SourceText, _ line: HeaderLines.Line, fix: TextEdit?) -> Diagnostic {
    .error(
      "front-matter.missing", "the front matter is JSON; sitegen reads YAML", at: source.location(of: line.range),
      hint: fix == nil
        ? "write it as lines `key: value` between two lines `---`"
        : "write it as lines `key: value` between two lines `---`; `sitegen check --fix` does it", fix: fix)
  }

  /// The end of the object that begins at an offset.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isInText = false
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\") where isInText: offset += 1
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "{") where !isInText: depth += 1
      case UInt8(ascii: "}") where !isInText:
        depth -= 1
        if depth == 0 { return offset + 1 }
      default: break
      }
      offset += 1
    }
    return nil
  }
}
