/// A node of a `SyntaxTree`, by its place in the array of its kind.
struct Node<Element>: Hashable, Sendable {
  private let number: Int32

  init(_ place: Int) { number = Int32(truncatingIfNeeded: place) }

  var place: Int { Int(number) }
}

/// Elements that lie next to each other in one of a `SyntaxTree`'s arrays.
struct Run<Element>: Sendable {
  private let start: Int32
  private let length: Int32

  init(start: Int, count: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    length = Int32(truncatingIfNeeded: count)
  }

  static var empty: Run { Run(start: 0, count: 0) }

  var count: Int { Int(length) }
  var isEmpty: Bool { length == 0 }
  var places: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// What templates are made of: expressions and statements of all templates of a set in a few flat arrays, which refer
/// to each other by number.
///
/// No node is an object of its own, so that building a tree allocates next to nothing, and walking one counts no
/// references. It can't be copied, as the passes over it can't, so that reading one of the arrays never copies the rest.
struct SyntaxTree: ~Copyable {
  private(set) var expressions: [Expression] = []
  private(set) var statements: [Statement] = []
  private(set) var constants: [Value] = []

  private var operands: [Node<Expression>] = []
  private var bodies: [Node<Statement>] = []
  private var comparisons: [Expression.Comparison] = []
  private var argumentLists: [Arguments] = []
  private var keywords: [Arguments.Keyword] = []
  private var filterCalls: [FilterCall] = []
  private var slices: [Expression.Slice] = []
  private var targets: [Target] = []
  private var branches: [Statement.Branch] = []
  private var assignments: [Statement.Assignment] = []
  private var loops: [Statement.Loop] = []
  private var macros: [Statement.Macro] = []
  private var parameters: [Statement.Parameter] = []
  private var blocks: [Statement.Block] = []
  private var imports: [Statement.ImportedName] = []

  // MARK: Reading

  subscript(node: Node<Expression>) -> Expression { expressions[node.place] }
  subscript(node: Node<Statement>) -> Statement { statements[node.place] }
  subscript(node: Node<Value>) -> Value { constants[node.place] }
  subscript(node: Node<Arguments>) -> Arguments { argumentLists[node.place] }
  subscript(node: Node<FilterCall>) -> FilterCall { filterCalls[node.place] }
  subscript(node: Node<Expression.Slice>) -> Expression.Slice { slices[node.place] }
  subscript(node: Node<Target>) -> Target { targets[node.place] }
  subscript(node: Node<Statement.Loop>) -> Statement.Loop { loops[node.place] }
  subscript(node: Node<Statement.Macro>) -> Statement.Macro { macros[node.place] }
  subscript(node: Node<Statement.Block>) -> Statement.Block { blocks[node.place] }

  subscript(run: Run<Node<Expression>>) -> ArraySlice<Node<Expression>> { operands[run.places] }
  subscript(run: Run<Node<Statement>>) -> ArraySlice<Node<Statement>> { bodies[run.places] }
  subscript(run: Run<Expression.Comparison>) -> ArraySlice<Expression.Comparison> { comparisons[run.places] }
  subscript(run: Run<Arguments.Keyword>) -> ArraySlice<Arguments.Keyword> { keywords[run.places] }
  subscript(run: Run<FilterCall>) -> ArraySlice<FilterCall> { filterCalls[run.places] }
  subscript(run: Run<Target>) -> ArraySlice<Target> { targets[run.places] }
  subscript(run: Run<Statement.Branch>) -> ArraySlice<Statement.Branch> { branches[run.places] }
  subscript(run: Run<Statement.Assignment>) -> ArraySlice<Statement.Assignment> { assignments[run.places] }
  subscript(run: Run<Statement.Parameter>) -> ArraySlice<Statement.Parameter> { parameters[run.places] }
  subscript(run: Run<Statement.ImportedName>) -> ArraySlice<Statement.ImportedName> { imports[run.places] }

  // MARK: Growing

  /// Makes room for what so many bytes of templates usually hold.
  mutating func reserveCapacity(forBytes count: Int) {
    expressions.reserveCapacity(count / 8)
    statements.reserveCapacity(count / 16)
    bodies.reserveCapacity(count / 16)
    operands.reserveCapacity(count / 32)
    constants.reserveCapacity(count / 32)
    argumentLists.reserveCapacity(count / 32)
    filterCalls.reserveCapacity(count / 32)
  }

  /// - Parameter depth: how many expressions lie inside each other, this one included.
  mutating func add(_ kind: Expression.Kind, _ range: SourceRange, depth: Int) -> Node<Expression> {
    expressions.append(Expression(kind: kind, range: range, depth: UInt16(clamping: depth)))
    return Node(expressions.count - 1)
  }

  /// Widens an expression to the parentheses around it.
  mutating func widen(_ node: Node<Expression>, to range: SourceRange) { expressions[node.place].range = range }

  mutating func add(_ kind: Statement.Kind, _ range: SourceRange) -> Node<Statement> {
    statements.append(Statement(kind: kind, range: range))
    return Node(statements.count - 1)
  }

  mutating func add(_ element: Value) -> Node<Value> { Self.add(element, to: &constants) }
  mutating func add(_ element: Arguments) -> Node<Arguments> { Self.add(element, to: &argumentLists) }
  mutating func add(_ element: FilterCall) -> Node<FilterCall> { Self.add(element, to: &filterCalls) }
  mutating func add(_ element: Expression.Slice) -> Node<Expression.Slice> { Self.add(element, to: &slices) }
  mutating func add(_ element: Target) -> Node<Target> { Self.add(element, to: &targets) }
  mutating func add(_ element: Statement.Loop) -> Node<Statement.Loop> { Self.add(element, to: &loops) }
  mutating func add(_ element: Statement.Macro) -> Node<Statement.Macro> { Self.add(element, to: &macros) }
  mutating func add(_ element: Statement.Block) -> Node<Statement.Block> { Self.add(element, to: &blocks) }

  mutating func add(run: some Collection<Node<Expression>>) -> Run<Node<Expression>> { Self.add(run, to: &operands) }
  mutating func add(run: some Collection<Node<Statement>>) -> Run<Node<Statement>> { Self.add(run, to: &bodies) }
  mutating func add(run: [Expression.Comparison]) -> Run<Expression.Comparison> { Self.add(run, to: &comparisons) }
  mutating func add(run: [Arguments.Keyword]) -> Run<Arguments.Keyword> { Self.add(run, to: &keywords) }
  mutating func add(run: [FilterCall]) -> Run<FilterCall> { Self.add(run, to: &filterCalls) }
  mutating func add(run: [Target]) -> Run<Target> { Self.add(run, to: &targets) }
  mutating func add(run: [Statement.Branch]) -> Run<Statement.Branch> { Self.add(run, to: &branches) }
  mutating func add(run: [Statement.Assignment]) -> Run<Statement.Assignment> { Self.add(run, to: &assignments) }
  mutating func add(run: [Statement.Parameter]) -> Run<Statement.Parameter> { Self.add(run, to: &parameters) }
  mutating func add(run: [Statement.ImportedName]) -> Run<Statement.ImportedName> { Self.add(run, to: &imports) }

  @inline(__always)
  private static func add<Element>(_ element: Element, to array: inout [Element]) -> Node<Element> {
    array.append(element)
    return Node(array.count - 1)
  }

  @inline(__always)
  private static func add<Element>(_ run: some Collection<Element>, to array: inout [Element]) -> Run<Element> {
    let start = array.count
    array.append(contentsOf: run)
    return Run(start: start, count: array.count - start)
  }
}
