/// Takes comments and needless space out of a style sheet, and nothing else: no value is rewritten, no rule moved.
///
/// A sheet that doesn't end its strings, comments or addresses is left as it is. Comments that begin with `/*!` stay.
enum StyleMinifier {
  static func minify(_ bytes: [UInt8]) -> [UInt8] {
    var minifier = Minifier()
    for token in StyleTokenizer(bytes) {
      if token.kind == .broken { return bytes }
      minifier.add(token, bytes[token.range])
    }
    return minifier.output
  }

  private struct Minifier {
    /// Where in a declaration we are: the space behind its colon says nothing, that behind a selector's colon might.
    private enum Declaration { case none, expected, named, colon }

    private(set) var output: [UInt8] = []
    /// What stood between the last token and the next one.
    private var hasSpace = false
    private var hasComment = false
    /// The last token, where it was a mark or a function's bracket.
    private var lastMark: UInt8?
    private var declaration = Declaration.expected

    mutating func add(_ token: StyleTokenizer.Token, _ text: ArraySlice<UInt8>) {
      switch token.kind {
      case .space: hasSpace = true
      case .comment where text.dropFirst(2).first != UInt8(ascii: "!"): hasComment = true
      default:
        let mark = token.kind == .mark ? text.first : nil
        separate(from: mark)
        output += text
        (hasSpace, hasComment) = (false, false)
        lastMark = token.kind == .function ? UInt8(ascii: "(") : mark
        follow(token.kind, mark)
      }
    }

    private mutating func separate(from next: UInt8?) {
      if isFree(next) { return }
      if hasSpace { output.append(UInt8(ascii: " ")) } else if hasComment { output += "/**/".utf8 }
    }

    /// Whether what stands between the last token and the next one says nothing.
    private func isFree(_ next: UInt8?) -> Bool {
      if output.isEmpty { return true }
      if declaration == .colon, lastMark == UInt8(ascii: ":") {
        // `--name: ;` is a value, if an empty one.
        return next != UInt8(ascii: ";") && next != UInt8(ascii: "}")
      }
      switch lastMark {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "("): return true
      default: break
      }
      switch next {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"): return true
      default: return false
      }
    }

    private mutating func follow(_ kind: StyleTokenizer.Token.Kind, _ mark: UInt8?) {
      switch (declaration, mark) {
      case (_, UInt8(ascii: "{")), (_, UInt8(ascii: "}")), (_, UInt8(ascii: ";")), (_, UInt8(ascii: "(")):
        declaration = .expected
      case (.expected, _) where kind == .word: declaration = .named
      case (.named, UInt8(ascii: ":")): declaration = .colon
      default: declaration = .none
      }
    }
  }
}
