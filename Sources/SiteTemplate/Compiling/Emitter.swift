/// The code of the functions that are being made: those around lie below the one that code is emitted for, whose first
/// instruction has the place `start`.
struct Emitter: ~Copyable {
  private(set) var code = Arena<Instruction>(capacity: 128)
  /// Where each of the instructions comes from.
  private(set) var positions = Arena<SourceRange>(capacity: 128)
  private(set) var variables = Arena<Program.VariableRange>(capacity: 32)
  private(set) var loops = Arena<LoopContext>()
  /// The slots that hold what escaping was before the `autoescape` blocks around.
  private var escapingSlots = Arena<Int>()
  private var function = Function()

  /// What belongs to one function alone.
  struct Function {
    fileprivate(set) var start = 0
    fileprivate(set) var variableStart = 0
    fileprivate var loopStart = 0
    fileprivate var escapingStart = 0
    fileprivate(set) var slotCount = 0
    fileprivate var nextSlot = 0
    fileprivate var captureDepth = 0
  }

  struct LoopContext {
    let top: Label
    let captureDepth: Int
    let escapingDepth: Int
    var breaks = Jumps()
  }

  /// A place in the code that later instructions jump back to.
  struct Label {
    let place: Int
  }

  /// An instruction whose jump is not known yet.
  struct Jump {
    fileprivate let place: Int
  }

  /// Several of them that will lead to one place: each instruction holds the place of the one before it instead of how
  /// far it jumps.
  struct Jumps {
    fileprivate var latest = -1

    @inline(__always)
    init() {}
  }

  // MARK: Functions

  /// Begins a function within the current one, which it gives back.
  mutating func beginFunction() -> Function {
    let outer = function
    function = Function()
    function.start = code.count
    function.variableStart = variables.count
    function.loopStart = loops.count
    function.escapingStart = escapingSlots.count
    return outer
  }

  /// Ends the current function, whose code is forgotten, and goes on with the one around.
  mutating func endFunction(_ outer: Function) {
    code.removeAll(from: function.start)
    positions.removeAll(from: function.start)
    variables.removeAll(from: function.variableStart)
    loops.removeAll(from: function.loopStart)
    escapingSlots.removeAll(from: function.escapingStart)
    function = outer
  }

  var start: Int { function.start }
  var variableStart: Int { function.variableStart }
  var slotCount: Int { function.slotCount }

  /// How many instructions the current function has.
  @inline(__always)
  var length: Int { code.count - function.start }

  mutating func add(_ variable: Program.VariableRange) { variables.append(variable) }

  // MARK: Code

  @inline(__always)
  mutating func emit(_ instruction: Instruction, at range: SourceRange) {
    positions.append(range)
    code.append(instruction)
  }

  @inline(__always)
  mutating func emitJump(_ instruction: Instruction, at range: SourceRange) -> Jump {
    emit(instruction, at: range)
    return Jump(place: code.count - 1)
  }

  var here: Label { Label(place: code.count) }

  mutating func jump(_ operation: Operation = .jump, back label: Label, at range: SourceRange) {
    emit(Instruction(operation, label.place - code.count - 1), at: range)
  }

  /// Lets a jump lead to here.
  @inline(__always)
  mutating func land(_ jump: Jump) {
    code[jump.place].first = Int32(truncatingIfNeeded: code.count - jump.place - 1)
  }

  @inline(__always)
  mutating func add(_ jump: Jump, to jumps: inout Jumps) {
    code[jump.place].first = Int32(truncatingIfNeeded: jumps.latest)
    jumps.latest = jump.place
  }

  mutating func land(_ jumps: Jumps) {
    var place = jumps.latest
    while place >= 0 {
      let next = Int(code[place].first)
      land(Jump(place: place))
      place = next
    }
  }

  /// How much was emitted at a time.
  struct Mark {
    fileprivate let code: Int
    fileprivate let variables: Int
    fileprivate let function: Function
    fileprivate let breaks: Jumps?
  }

  var mark: Mark {
    Mark(code: code.count, variables: variables.count, function: function, breaks: innermostLoop?.breaks)
  }

  /// Forgets what was emitted since, within the same loops.
  mutating func rewind(to mark: Mark) {
    code.removeAll(from: mark.code)
    positions.removeAll(from: mark.code)
    variables.removeAll(from: mark.variables)
    function = mark.function
    if let breaks = mark.breaks { loops[loops.count - 1].breaks = breaks }
  }

  // MARK: Slots

  @inline(__always)
  mutating func allocateSlot() -> Int {
    function.nextSlot += 1
    function.slotCount = max(function.slotCount, function.nextSlot)
    return function.nextSlot - 1
  }

  /// The slots from here on are free.
  @inline(__always)
  var slotMark: Int {
    get { function.nextSlot }
    set { function.nextSlot = newValue }
  }

  // MARK: What is around

  mutating func beginCapture() { function.captureDepth += 1 }

  mutating func endCapture() { function.captureDepth -= 1 }

  mutating func beginEscaping(savedIn slot: Int) { escapingSlots.append(slot) }

  mutating func endEscaping() { escapingSlots.removeLast() }

  mutating func beginLoop(at top: Label) {
    loops.append(
      LoopContext(top: top, captureDepth: function.captureDepth, escapingDepth: escapingSlots.count))
  }

  /// Ends the innermost loop: what leaves it early jumps to here.
  mutating func endLoop() {
    guard let context = innermostLoop else { return }
    loops.removeLast()
    land(context.breaks)
  }

  /// The innermost loop of the function around the current place.
  var innermostLoop: LoopContext? { loops.count > function.loopStart ? loops.last : nil }

  /// How many captures began within the innermost loop.
  var capturesInLoop: Int { innermostLoop.map { max(0, function.captureDepth - $0.captureDepth) } ?? 0 }

  /// The slot that holds what escaping was around the outermost `autoescape` block within the innermost loop.
  var escapingSlotInLoop: Int? {
    guard let loop = innermostLoop, escapingSlots.count > loop.escapingDepth else { return nil }
    return escapingSlots[loop.escapingDepth]
  }

  /// Lets a jump lead to where the innermost loop ends.
  mutating func breakLoop(by jump: Jump) {
    guard var context = innermostLoop else { return }
    add(jump, to: &context.breaks)
    loops[loops.count - 1] = context
  }
}
