/// Takes comments and needless space out of a script, and nothing else (ECMAScript 2025, 12).
///
/// What `/` begins, a division or a regular expression, cannot always be told without parsing the whole language. Where
/// it can't, behind `}`, `++` and words like `of`, the script is left as it is, and so it is where it holds HTML's comments
/// or something that doesn't end. Line breaks stay wherever a semicolon could be meant.
struct ScriptMinifier {
  /// What a `/` behind the last token begins.
  private enum Slash {
    case expression, division, unclear
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var output: [UInt8] = []
  private var slash = Slash.expression
  /// The last token, where it was a mark.
  private var lastMark: UInt8?
  /// Whether the last token was a word that has a condition in brackets behind it, and then a statement.
  private var isHead = false
  /// Open brackets; `true` for those of such a condition.
  private var brackets: [Bool] = []
  private var hasSpace = false
  private var hasBreak = false
  /// Open braces; `true` for those of `${` in a template.
  private var braces: [Bool] = []

  static func minify(_ bytes: [UInt8]) -> [UInt8] {
    var minifier = ScriptMinifier(bytes)
    return minifier.run() ? minifier.output : bytes
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  /// `false` where the script must stay as it is.
  private mutating func run() -> Bool {
    if bytes.starts(with: "#!".utf8) { return false }
    while offset < bytes.count {
      guard step() else { return false }
    }
    return braces.isEmpty && brackets.isEmpty
  }

  private func peek(_ distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  private func isAhead(_ text: StaticString) -> Bool {
    bytes[offset...].starts(with: "\(text)".utf8)
  }

  private mutating func step() -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C:
      hasSpace = true
      offset += 1
      return true
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      hasBreak = true
      offset += 1
      return true
    case UInt8(ascii: "/"):
      if peek(1) == UInt8(ascii: "/") { return lineComment() }
      if peek(1) == UInt8(ascii: "*") { return blockComment() }
      return divisionOrExpression()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string()
    case UInt8(ascii: "`"): return template()
    case UInt8(ascii: "}") where braces.last == true:
      return template()
    case let byte where Self.isWordByte(byte): return word()
    default: return mark()
    }
  }

  // MARK: Tokens

  private mutating func lineComment() -> Bool {
    while let byte = peek(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r"), !isLineSeparator { offset += 1 }
    if isLineSeparator { offset += 3 }
    hasBreak = true
    return true
  }

  /// U+2028 or U+2029, which end a line too.
  private var isLineSeparator: Bool {
    peek(0) == 0xE2 && peek(1) == 0x80 && (peek(2) == 0xA8 || peek(2) == 0xA9)
  }

  private mutating func blockComment() -> Bool {
    let start = offset
    offset += 2
    while offset + 1 < bytes.count, !(bytes[offset] == UInt8(ascii: "*") && bytes[offset + 1] == UInt8(ascii: "/")) {
      if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r") || isLineSeparator {
        hasBreak = true
      }
      offset += 1
    }
    guard offset + 1 < bytes.count else { return false }
    offset += 2
    hasSpace = true
    if bytes[start + 2] == UInt8(ascii: "!") {
      if output.last == UInt8(ascii: "/") { output.append(UInt8(ascii: " ")) }
      output += bytes[start..<offset]
    }
    return true
  }

  private mutating func divisionOrExpression() -> Bool {
    switch slash {
    case .expression: regularExpression()
    case .division: mark()
    case .unclear: false
    }
  }

  private mutating func regularExpression() -> Bool {
    let start = offset
    var isInClass = false
    offset += 1
    while let byte = peek(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r"), !isLineSeparator {
      offset += 1
      switch byte {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        while let flag = peek(0), Self.isWordByte(flag) { offset += 1 }
        emit(start..<offset, mark: nil, then: .division)
        return true
      default: break
      }
    }
    return false
  }

  private mutating func string() -> Bool {
    let start = offset
    let quote = bytes[offset]
    offset += 1
    while let byte = peek(0) {
      offset += 1
      if byte == quote {
        emit(start..<offset, mark: nil, then: .division)
        return true
      }
      if byte == UInt8(ascii: "\\") { offset += 1 }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return false }
    }
    return false
  }

  /// A template from its beginning or from the end of a `${…}` on, up to its end or the next `${`.
  private mutating func template() -> Bool {
    let start = offset
    if bytes[offset] == UInt8(ascii: "}") { braces.removeLast() }
    offset += 1
    while let byte = peek(0) {
      offset += 1
      if byte == UInt8(ascii: "\\") { offset += 1 }
      if byte == UInt8(ascii: "`") {
        emit(start..<offset, mark: bytes[start] == UInt8(ascii: "}") ? UInt8(ascii: "}") : nil, then: .division)
        lastMark = nil
        return true
      }
      if byte == UInt8(ascii: "$"), peek(0) == UInt8(ascii: "{") {
        offset += 1
        emit(start..<offset, mark: bytes[start] == UInt8(ascii: "}") ? UInt8(ascii: "}") : nil, then: .expression)
        braces.append(true)
        lastMark = UInt8(ascii: "{")
        return true
      }
    }
    return false
  }

  /// Words behind which an expression begins, and nothing else can.
  private static let operators: Set<String> = [
    "return", "typeof", "case", "in", "instanceof", "new", "delete", "void", "throw", "else", "do",
  ]
  /// Words that are names in some places and operators in others.
  private static let heads: Set<String> = ["if", "while", "for", "with"]
  private static let changing: Set<String> = ["of", "yield", "await", "let", "async", "get", "set", "static"]

  private mutating func word() -> Bool {
    let start = offset
    while let byte = peek(0), Self.isWordByte(byte) { offset += 1 }
    let isMember = lastMark == UInt8(ascii: ".")
    let wasHead = isHead
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    let isUnclear = Self.changing.contains(word) || bytes[start..<offset].contains { $0 >= 0x80 }
    if !isMember, Self.operators.contains(word) {
      emit(start..<offset, mark: nil, then: .expression)
    } else {
      // Bytes beyond ASCII may be spaces.
      emit(start..<offset, mark: nil, then: isUnclear && !isMember ? .unclear : .division)
    }
    // `for await (…)`
    isHead = !isMember && (Self.heads.contains(word) || (wasHead && word == "await"))
    return true
  }

  private mutating func mark() -> Bool {
    if isAhead("<!--") || isAhead("-->") { return false }
    let start = offset
    let byte = bytes[offset]
    offset += 1
    var next = Slash.expression
    switch byte {
    case UInt8(ascii: "("): brackets.append(isHead)
    case UInt8(ascii: ")"):
      guard let wasHead = brackets.popLast() else { return false }
      next = wasHead ? .expression : .division
    case UInt8(ascii: "]"): next = .division
    case UInt8(ascii: "{"): braces.append(false)
    case UInt8(ascii: "}"):
      guard braces.popLast() != nil else { return false }
      next = .unclear
    case UInt8(ascii: "."): next = .unclear
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      if output.last == byte, !hasSpace, !hasBreak { next = .unclear }
    default: break
    }
    emit(start..<offset, mark: byte, then: next)
    return true
  }

  // MARK: What stands between tokens

  /// Writes a token, and notes what a `/` behind it begins.
  private mutating func emit(_ range: Range<Int>, mark next: UInt8?, then slash: Slash) {
    let before = lastMark
    if hasBreak {
      if !output.isEmpty, !Self.opens(before), !Self.closes(next) { output.append(UInt8(ascii: "\n")) }
    } else if hasSpace, !output.isEmpty, !Self.standsAlone(before), !Self.standsAlone(next) {
      output.append(UInt8(ascii: " "))
    }
    (hasSpace, hasBreak) = (false, false)
    output += bytes[range]
    (lastMark, self.slash, isHead) = (next, slash, false)
  }

  /// Behind these no semicolon can be meant (ECMAScript, 12.10: it would make an empty statement).
  private static func opens(_ mark: UInt8?) -> Bool {
    switch mark {
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ";"), UInt8(ascii: ","): true
    default: false
    }
  }

  /// Before these none is needed, or none possible.
  private static func closes(_ mark: UInt8?) -> Bool {
    mark == UInt8(ascii: "}") || mark == UInt8(ascii: ")") || mark == UInt8(ascii: "]")
  }

  /// Marks that no neighbour makes a longer token of.
  private static func standsAlone(_ mark: UInt8?) -> Bool { opens(mark) || closes(mark) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "\\"),
      UInt8(ascii: "#"), UInt8(ascii: "@"), 0x80...:
      true
    default: false
    }
  }
}
