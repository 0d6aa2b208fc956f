/// Marks that readers see as they were typed, in the block that is being written: they are looked into at its end.
struct ShownMarks {
  /// A mark, and its place in the text of its node.
  private(set) var marks: [(node: CmarkNode, offset: Int)] = []
  /// Emphasis and code that begin and end within words.
  private(set) var withinWords: [CmarkNode] = []
  /// Whether the next text begins a line.
  var startsLine = false
  /// Whether a line of the block begins with what could be a mark.
  private(set) var hasOddLine = false

  var isEmpty: Bool { marks.isEmpty && withinWords.isEmpty && !hasOddLine }

  mutating func add(_ node: CmarkNode, _ offset: Int) { marks.append((node, offset)) }

  mutating func addWithinWords(_ node: CmarkNode) { withinWords.append(node) }

  mutating func startBlock() {
    startsLine = true
    if isEmpty { return }
    marks.removeAll(keepingCapacity: true)
    withinWords.removeAll(keepingCapacity: true)
    hasOddLine = false
  }

  /// Looks at the first characters of a line.
  @inline(__always)
  mutating func noteLine(_ text: ByteView) {
    startsLine = false
    let first = text.at(0)
    if first | 0x20 >= 0x61 && first | 0x20 <= 0x7A && first < 0x80 {
      // The hollow dot that Word writes is an `o`.
      if first == UInt8(ascii: "o"), text.at(1) == 0x09 || text.at(1) == 0xC2 { hasOddLine = true }
      return
    }
    if Self.isOdd(text, first) { hasOddLine = true }
  }

  mutating func noteOddLine() { hasOddLine = true }

  private static func isOdd(_ text: ByteView, _ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "|"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var offset = 1
      while isDigit(text.at(offset)), offset < 4 { offset += 1 }
      return text.at(offset) == UInt8(ascii: ".") || text.at(offset) == UInt8(ascii: ")")
    case 0xC2, 0xEE, 0xEF, 0xF0: return true
    // Quotation marks, with which many a line begins.
    case 0xE2: return !(text.at(1) == 0x80 && (0x98...0x9F).contains(text.at(2)))
    default: return false
    }
  }
}
