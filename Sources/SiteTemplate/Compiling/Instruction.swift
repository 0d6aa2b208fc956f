/// One step of the machine: an operation and up to three numbers, twelve bytes without references.
///
/// Jumps are relative to the instruction after them, so that a function's code can lie anywhere.
struct Instruction: Sendable, Hashable {
  var operation: Operation
  var flag: UInt8 = 0
  var small: UInt16 = 0
  var first: Int32 = 0
  var second: Int32 = 0

  init(_ operation: Operation, _ first: Int = 0, _ second: Int = 0, small: Int = 0, flag: UInt8 = 0) {
    self.operation = operation
    self.flag = flag
    self.small = UInt16(truncatingIfNeeded: small)
    self.first = Int32(truncatingIfNeeded: first)
    self.second = Int32(truncatingIfNeeded: second)
  }
}

/// What an instruction does. `a` and `b` are `first` and `second`, `n` is `small`; the stack's top is on the right.
enum Operation: UInt8, Sendable, CaseIterable {
  // Output
  /// Prints `b` bytes of the literals from offset `a`.
  case literal
  /// value → ; prints it, escaped where the template escapes unless the flag is 1.
  case emit
  /// Prints local `a`.
  case emitLocal
  /// Prints the attribute named `b` of local `a`.
  case emitAttribute
  /// Begins to keep what is printed.
  case beginCapture
  /// → text; what was printed since: markup where the template escapes.
  case endCapture
  /// Forgets what was printed since, without a value.
  case dropCapture
  /// value → its text; markup where the template escapes.
  case markSafe
  /// truth → ; escapes from here on, or doesn't.
  case setEscapingTo
  /// → truth; whether the template escapes now.
  case loadEscaping

  // Values
  case loadConstant
  case loadLocal
  /// → variable `b` of the environment `a` functions out.
  case loadCaptured
  case storeLocal
  case storeCaptured
  /// Makes local `a` undefined.
  case clearLocal
  /// Local `a` becomes what the context knows by name `b`.
  case resolveLocal
  /// value → value; the variable of name `a` of the template becomes that value too, for blocks, includes and, unless
  /// the flag is 1, imports.
  case export
  /// value → ; sets the attribute named `a`.  namespace, value →
  case storeAttribute
  case pop

  // Operators
  case attribute
  /// → the attribute named `b` of local `a`.
  case loadAttribute
  case item
  /// Flag bits 1, 2 and 4 tell which of start, stop and step are on the stack.
  case slice
  case negate, plus, not
  case add, subtract, multiply, divide, floorDivide, remainder, power
  /// `a` values → one text.
  case concatenate
  /// left, right → truth; the flag is a `ComparisonOperator`.
  case compare
  /// left, right → right, or jumps by `a` with false.
  case compareChain
  case jump
  case jumpIfFalse
  /// value → value, jumping by `a`, or →
  case jumpIfFalseOrPop
  case jumpIfTrueOrPop
  /// Jumps by `a` if local `n` is false.
  case jumpIfLocalFalse
  /// Jumps by `a` if the attribute named `b` of local `n` is false.
  case jumpIfAttributeFalse
  case buildList, buildTuple
  /// `a` values → map of the shape that is constant `b`.
  case buildMap
  /// `a` pairs of key and value → map
  case buildMapOfPairs
  /// tuple, list → tuple; the elements of both.
  case extendTuple
  /// map, map → map; a key in both is an error.
  case mergeKeywords
  /// value → its `a` elements, the first on top.
  case unpack

  // Calls
  /// arguments → result; filter `a` with all `n` of its arguments.
  case callFilter
  /// arguments → truth; test `a` with all `n` of its arguments.
  case callTest
  /// subject, tuple, map → result
  case callFilterSpread
  case callTestSpread
  /// callee, arguments, values of keywords → result; `n` arguments, the names of the keywords are list `a`.
  /// Flag 1 prints the result.
  case call
  /// callee, tuple, map → result
  case callSpread
  /// object, arguments, values of keywords → result; the method is named `b`.
  case callMethod
  case callMethodSpread
  /// → block `a` of `self`; its result is printed with flag 1.
  case callBlock
  /// Block `b`'s next definition above that of function `a`, `n` levels up; printed with flag 1.
  case callSuper
  /// → macro that is function `a`
  case makeMacro
  /// → `self`
  case loadSelf
  /// Skips `a` if parameter `n` was given.
  case jumpIfGiven
  case `return`

  // Loops
  /// iterable → ; begins a loop. Flag 1: only collects, for a filter that must know how many elements are left.
  case beginLoop
  /// Takes the next element into local `b`, or jumps by `a` at the end.
  case nextLocal
  /// → element, or jumps by `a` at the end.
  case next
  /// Counts the iteration, where the filter let the element through.
  case countIteration
  /// truth → ; keeps the element of a collecting loop.
  case keepElement
  /// Begins to loop over the kept elements.
  case loopOverKept
  /// Ends the loop; jumps by `a` if it ran at least once.
  case endLoop
  /// → field of the loop `n` loops out; the flag is a `LoopField`.
  case loopField
  /// `a` values → one of them
  case loopCycle
  /// `a` values → truth
  case loopChanged
  /// → the loop as a value
  case loadLoop
  /// iterable → ; runs the recursive loop that is function `a`.
  case runLoop

  // Templates
  /// Prints the block `a`; flag 1: it sees the variables here, flag 2: it must be defined.
  case block
  /// → ; the parent is template `a`, or the name on the stack if `a` is negative.
  case extends
  /// Continues with the parent if there is one.
  case renderParent
  /// Jumps by `a` if the template has a parent by now, so that its own text is not printed.
  case jumpIfExtended
  /// Includes template `a`, or the name or names on the stack if negative. Flag 1: ignores missing ones, 2: with
  /// context.
  case include
  /// → module; as `include`.
  case importTemplate
  /// module → module, value; what the module calls `a`.
  case importName
}

/// What `loop` knows.
enum LoopField: UInt8, Sendable, CaseIterable {
  case index, index0, revindex, revindex0, first, last, length, depth, depth0, previtem, nextitem

  init?(_ name: Name) {
    guard let number = UInt8(exactly: name.place - Word.allCases.count) else { return nil }
    self.init(rawValue: number)
  }

  /// Whether it can only be known once all elements are.
  var looksAhead: Bool {
    switch self {
    case .revindex, .revindex0, .last, .length, .nextitem, .previtem: true
    case .index, .index0, .first, .depth, .depth0: false
    }
  }
}
