/// The code of one function while it is being made.
struct Emitter {
  private(set) var code: [Instruction] = []
  /// Where each of the instructions comes from.
  private(set) var positions: [SourceRange] = []
  var variables: [Program.VariableRange] = []
  private(set) var slotCount = 0
  private var nextSlot = 0

  /// The loops of this function around the current place, innermost last.
  var loops: [LoopContext] = []
  var captureDepth = 0
  /// The slots that hold what escaping was before the `autoescape` blocks around.
  var escapingSlots: [Int] = []

  struct LoopContext {
    let top: Label
    let captureDepth: Int
    let escapingDepth: Int
    var breaks: [Jump] = []
  }

  init() {
    code.reserveCapacity(64)
    positions.reserveCapacity(64)
  }

  /// A place in the code that later instructions jump back to.
  struct Label {
    let place: Int
  }

  /// An instruction whose jump is not known yet.
  struct Jump {
    let place: Int
  }

  mutating func emit(_ instruction: Instruction, at range: SourceRange) {
    positions.append(range)
    code.append(instruction)
  }

  mutating func emitJump(_ instruction: Instruction, at range: SourceRange) -> Jump {
    emit(instruction, at: range)
    return Jump(place: code.count - 1)
  }

  var here: Label { Label(place: code.count) }

  mutating func jump(_ operation: Operation = .jump, back label: Label, at range: SourceRange) {
    emit(Instruction(operation, label.place - code.count - 1), at: range)
  }

  /// Lets a jump lead to here.
  mutating func land(_ jump: Jump) {
    code[jump.place].first = Int32(truncatingIfNeeded: code.count - jump.place - 1)
  }

  mutating func land(_ jumps: [Jump]) {
    for jump in jumps { land(jump) }
  }

  /// How much was emitted at a time.
  struct Mark {
    fileprivate var code = 0
    fileprivate var variables = 0
    fileprivate var slotCount = 0
    fileprivate var nextSlot = 0
  }

  var mark: Mark {
    Mark(code: code.count, variables: variables.count, slotCount: slotCount, nextSlot: nextSlot)
  }

  /// Forgets what was emitted since, between the same loops and captures; keeps the memory.
  mutating func rewind(to mark: Mark = Mark()) {
    code.removeLast(code.count - mark.code)
    positions.removeLast(positions.count - mark.code)
    variables.removeLast(variables.count - mark.variables)
    slotCount = mark.slotCount
    nextSlot = mark.nextSlot
  }

  mutating func allocateSlot() -> Int {
    nextSlot += 1
    slotCount = max(slotCount, nextSlot)
    return nextSlot - 1
  }

  /// Runs `body` and frees the slots that it allocated.
  var slotMark: Int {
    get { nextSlot }
    set { nextSlot = newValue }
  }
}
