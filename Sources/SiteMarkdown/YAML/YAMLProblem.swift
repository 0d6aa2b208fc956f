internal import SiteDiagnostics

/// Turns what libyaml complains of into sentences that an editor can act on.
enum YAMLProblem {
  /// Bytes that no YAML reader accepts: broken UTF-8 and control characters. libyaml names them by offset only, so
  /// they are looked for first.
  static func unreadable(in source: SourceText, range: Range<Int>) -> Diagnostic? {
    let bytes = source.bytes
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte >= 0x20, byte < 0x7F {
        offset += 1
      } else if byte < 0x80 {
        guard byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          return .error(
            "yaml.control-character", "a control character (\(hex(byte))) is not allowed here",
            at: source.location(of: offset..<offset + 1), hint: "delete it; it often comes from pasted text")
        }
        offset += 1
      } else {
        let length = scalarLength(bytes, at: offset, end: range.upperBound)
        guard length > 0 else {
          return .error(
            "text.invalid-utf8", "this is not UTF-8 text (byte \(hex(byte)))",
            at: source.location(of: offset..<offset), hint: "save the file as UTF-8")
        }
        offset += length
      }
    }
    return nil
  }

  static func syntax(_ problem: String, at place: YAMLNode.Mark, in source: SourceText, range: Range<Int>)
    -> Diagnostic
  {
    let location = source.location(line: Int(place.line) + 1, column: Int(place.column) + 1)
    let line = lineText(Int(place.line) + 1, of: source)
    let (message, hint) = explanation(of: problem, line: line)
    return .error("yaml.syntax", message, at: location, hint: hint)
  }

  private static func explanation(of problem: String, line: String) -> (String, String?) {
    switch problem {
    case "mapping values are not allowed in this context":
      return (
        "a colon followed by a space begins a value, and there is one already on this line",
        "put the whole value in quotes: \(quoted(line) ?? "title: \"Amiens: 65 Jahre\"")"
      )
    case "could not find expected ':'":
      return ("this line is no `key: value`", "write a colon and a space after the key, or indent a continued text")
    case "did not find expected key":
      return (
        "a key was expected here",
        line.contains("\"") || line.contains("'")
          ? "text after a closing quote? quotes inside a quoted text are written \\\" or ''"
          : "keys of one mapping start in the same column"
      )
    case "did not find expected ',' or ']'": return ("the list in `[…]` isn't closed here", "add `,` or `]`")
    case "did not find expected ',' or '}'": return ("the mapping in `{…}` isn't closed here", "add `,` or `}`")
    case "found character that cannot start any token":
      return (
        line.contains("\t")
          ? "a tab can't be used to indent" : "a value can't begin with this character unless it is in quotes",
        line.contains("\t") ? "use spaces" : "put the value in quotes"
      )
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return ("a tab can't be used to indent", "use spaces")
    case "found unexpected end of stream": return ("a quote that was opened is never closed", "add the closing quote")
    case "found unexpected document indicator":
      return ("a quote that was opened isn't closed before the end of the front matter", "add the closing quote")
    case "did not find expected alphabetic or numeric character":
      return ("a value can't begin with `*` or `&` unless it is in quotes", "put the value in quotes")
    case "did not find expected '-' indicator": return ("an item of the list was expected here", "begin it with `- `")
    case "block sequence entries are not allowed in this context":
      return ("a list can't begin here", "begin it on a line of its own below the key")
    case "found unknown escape character":
      return ("this escape is not known", "use '…' instead of \"…\", where backslashes mean nothing")
    case "did not find expected node content": return ("a value was expected here", nil)
    default: return (problem.isEmpty ? "this is not valid YAML" : "not valid YAML: \(problem)", nil)
    }
  }

  /// `title: Amiens: 65 Jahre` as it should have been written.
  private static func quoted(_ line: String) -> String? {
    guard let colon = line.firstRange(of: ": "), !line[colon.upperBound...].contains("\"") else { return nil }
    let value = line[colon.upperBound...]
    guard !value.isEmpty, value.count < 80 else { return nil }
    return "\(line[..<colon.upperBound])\"\(value)\""
  }

  private static func lineText(_ line: Int, of source: SourceText) -> String {
    let start = source.offset(line: line, column: 1)
    let end = source.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
    var text = String(decoding: source.bytes[start..<min(end, start + 400)], as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    return text
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// The length of the well-formed UTF-8 sequence at `offset` (Unicode 15, table 3-7), or 0.
  private static func scalarLength(_ bytes: [UInt8], at offset: Int, end: Int) -> Int {
    let first = bytes[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= end, second.contains(bytes[offset + 1]) else { return 0 }
    for next in 2..<max(2, length) where bytes[offset + next] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
