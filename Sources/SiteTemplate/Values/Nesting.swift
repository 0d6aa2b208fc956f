/// How deeply a value nests, and whether there is a macro in it.
///
/// One small number, because every list that is made asks all of its elements.
package struct Nesting: Sendable {
  private var bits: UInt16

  private static let macroBit: UInt16 = 0x8000

  /// Of values that hold no others.
  static let flat = Nesting(bits: 0)
  static let macro = Nesting(bits: macroBit)

  private init(bits: UInt16) { self.bits = bits }

  /// Of a container of these elements.
  init(around elements: [Value]) {
    var depth: UInt16 = 0
    var macros: UInt16 = 0
    for element in elements {
      let bits = element.nesting.bits
      depth = max(depth, bits & ~Self.macroBit)
      macros |= bits
    }
    bits = min(depth + 1, ~Self.macroBit) | (macros & Self.macroBit)
  }

  /// How many containers lie inside each other, at most; bounded so that no walk over a value exhausts the stack.
  var depth: UInt16 { bits & ~Self.macroBit }

  /// Whether a macro lies in the value, which may be called when the function that defined it has ended.
  var holdsMacro: Bool { bits & Self.macroBit != 0 }

  mutating func unite(with other: Nesting) {
    bits = max(depth, other.depth) | ((bits | other.bits) & Self.macroBit)
  }
}
