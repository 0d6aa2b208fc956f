/// Something that a template can call: a reference by number into the running template set, so that passing it around
/// costs nothing.
package struct Callable: Sendable, Hashable {
  enum Kind: UInt8 {
    /// A function of the environment.
    case function
    /// A macro or the body of a `call` block, with the scope that it was defined in.
    case macro
    /// `loop` of a loop.
    case loop
    /// A block, as `self` or `super` reach it.
    case block
    /// `self`.
    case template
    /// An argument that was not given; never seen by templates.
    case missing
  }

  let kind: Kind
  let first: UInt32
  let second: UInt32
  let third: UInt32

  init(_ kind: Kind, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
    self.kind = kind
    self.first = UInt32(truncatingIfNeeded: first)
    self.second = UInt32(truncatingIfNeeded: second)
    self.third = UInt32(truncatingIfNeeded: third)
  }

  var typeName: String {
    switch kind {
    case .function: "function"
    case .macro: "macro"
    case .loop: "loop"
    case .block: "block"
    case .template: "template"
    case .missing: "missing argument"
    }
  }

  static let missing = Callable(.missing, 0)
}
