/// The addresses of which a style sheet makes a browser load something.
enum StyleAddresses {
  /// An address as it stands in a text.
  struct Found {
    /// Where it is written, without quotes.
    let range: Range<Int>
    /// Without escapes.
    let text: String
    /// What loads it: `url()`, `@import`, `image-set()`.
    let loader: String
  }

  /// Functions that take addresses as strings; `url("…")` among them.
  private static let loaders: Set<String> = ["url", "src", "image", "image-set", "-webkit-image-set"]
  /// Rules whose addresses are mere names.
  private static let naming: Set<String> = ["namespace", "charset", "document"]

  static func all(in bytes: [UInt8]) -> [Found] {
    var found: [Found] = []
    var functions: [String] = []
    var rule = ""
    var isAt = false
    for token in StyleTokenizer(bytes) {
      let wasAt = isAt
      isAt = false
      switch token.kind {
      case .mark:
        switch bytes[token.range.lowerBound] {
        case UInt8(ascii: "@"): isAt = true
        case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): (rule, functions) = ("", [])
        case UInt8(ascii: "("): functions.append("")
        case UInt8(ascii: ")"): _ = functions.popLast()
        default: break
        }
      case .word where wasAt: rule = StyleTokenizer.decode(bytes[token.range]).lowercased()
      case .function: functions.append(StyleTokenizer.decode(bytes[token.value]).lowercased())
      case .string, .url:
        guard !naming.contains(rule) else { continue }
        let function = token.kind == .url ? "url" : functions.last ?? ""
        guard loaders.contains(function) || (rule == "import" && functions.isEmpty) else { continue }
        let text = StyleTokenizer.decode(bytes[token.value])
        let loader = rule == "import" ? "@import" : function + "()"
        found.append(Found(range: token.value, text: text, loader: loader))
      case .space, .comment, .word, .broken: break
      }
    }
    return found
  }
}
