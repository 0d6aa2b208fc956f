/// The words that the language itself gives a meaning, somewhere. Their names have the first places of every
/// `NameTable`, so that asking for one is comparing two numbers.
enum Word: Int32, CaseIterable, Sendable {
  // Operators and constants
  case and, or, not, `is`, `in`, `if`, `else`
  case `true`, `false`, smallNone, capitalTrue, capitalFalse, capitalNone
  // Tags
  case elif, endif, `for`, endfor, set, endset, with, endwith, macro, endmacro, call, endcall, filter, endfilter
  case autoescape, endautoescape, block, endblock, extends, include, `import`, from, `do`, print, `break`, `continue`
  case raw
  // Within tags
  case recursive, scoped, required, ignore, missing, without, context, `as`
  // Names with a meaning of their own
  case loop, cycle, changed, selfReference, superReference, caller, varargs, kwargs

  var text: Text {
    switch self {
    case .smallNone: "none"
    case .capitalTrue: "True"
    case .capitalFalse: "False"
    case .capitalNone: "None"
    case .selfReference: "self"
    case .superReference: "super"
    default: Text("\(self)")
    }
  }

  /// The tags that don't only end or divide others.
  static let tags: [Word] = [
    .if, .for, .set, .with, .macro, .call, .filter, .autoescape, .block, .extends, .include, .import, .from, .do,
    .print, .break, .continue, .raw,
  ]

  init?(_ name: Name) { self.init(rawValue: Int32(truncatingIfNeeded: name.place)) }
}
