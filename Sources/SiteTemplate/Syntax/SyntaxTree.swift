/// What templates are made of: expressions and statements of all templates of a set in a few flat arrays, which refer
/// to each other by number.
///
/// No node is an object of its own, so that building a tree allocates next to nothing, and walking one counts no
/// references. It can't be copied, as the passes over it can't, so that reading one of the arrays never copies the rest.
struct SyntaxTree: ~Copyable {
  private var expressions: Arena<Expression>
  private var statements: Arena<Statement>
  /// The values of literals.
  private(set) var constants: [Value] = []

  private var operands: Arena<Node<Expression>>
  private var bodies: Arena<Node<Statement>>
  private var comparisons = Arena<Expression.Comparison>()
  private var argumentLists: Arena<Arguments>
  private var keywords = Arena<Arguments.Keyword>()
  private var filterCalls: Arena<FilterCall>
  private var slices = Arena<Expression.Slice>()
  private var targets = Arena<Target>()
  private var branches = Arena<Statement.Branch>()
  private var assignments = Arena<Statement.Assignment>()
  private var loops = Arena<Statement.Loop>()
  private var macros = Arena<Statement.Macro>()
  private var parameters = Arena<Statement.Parameter>()
  private var blocks = Arena<Statement.Block>()
  private var imports = Arena<Statement.ImportedName>()

  /// The arguments of a filter or test without any.
  let noArguments: Node<Arguments>

  /// - Parameter sizeHint: how many bytes of templates to expect; there is room for what they usually hold.
  init(sizeHint: Int = 0) {
    expressions = Arena(capacity: sizeHint / 8)
    statements = Arena(capacity: sizeHint / 12)
    operands = Arena(capacity: sizeHint / 32)
    bodies = Arena(capacity: sizeHint / 12)
    argumentLists = Arena(capacity: sizeHint / 64)
    filterCalls = Arena(capacity: sizeHint / 32)
    constants.reserveCapacity(max(8, sizeHint / 32))
    argumentLists.append(Arguments())
    noArguments = Node(0)
  }

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

  subscript(node: Node<Node<Expression>>) -> Node<Expression> { operands[node.place] }
  subscript(node: Node<Node<Statement>>) -> Node<Statement> { bodies[node.place] }
  subscript(node: Node<Expression.Comparison>) -> Expression.Comparison { comparisons[node.place] }
  subscript(node: Node<Arguments.Keyword>) -> Arguments.Keyword { keywords[node.place] }
  subscript(node: Node<Statement.Branch>) -> Statement.Branch { branches[node.place] }
  subscript(node: Node<Statement.Assignment>) -> Statement.Assignment { assignments[node.place] }
  subscript(node: Node<Statement.Parameter>) -> Statement.Parameter { parameters[node.place] }
  subscript(node: Node<Statement.ImportedName>) -> Statement.ImportedName { imports[node.place] }

  var statementCount: Int { statements.count }

  // MARK: Growing

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

  mutating func add(_ element: Value) -> Node<Value> {
    constants.append(element)
    return Node(constants.count - 1)
  }

  mutating func add(_ element: Arguments) -> Node<Arguments> { Self.add(element, to: &argumentLists) }
  mutating func add(_ element: FilterCall) -> Node<FilterCall> { Self.add(element, to: &filterCalls) }
  mutating func add(_ element: Expression.Slice) -> Node<Expression.Slice> { Self.add(element, to: &slices) }
  mutating func add(_ element: Target) -> Node<Target> { Self.add(element, to: &targets) }
  mutating func add(_ element: Statement.Loop) -> Node<Statement.Loop> { Self.add(element, to: &loops) }
  mutating func add(_ element: Statement.Macro) -> Node<Statement.Macro> { Self.add(element, to: &macros) }
  mutating func add(_ element: Statement.Block) -> Node<Statement.Block> { Self.add(element, to: &blocks) }

  // What was collected in another arena since a mark becomes a run, and leaves that arena.
  mutating func take(_ mark: Int, of pending: inout Arena<Node<Expression>>) -> Run<Node<Expression>> {
    Self.take(mark, of: &pending, to: &operands)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Node<Statement>>) -> Statement.Body {
    Self.take(mark, of: &pending, to: &bodies)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Expression.Comparison>) -> Run<Expression.Comparison> {
    Self.take(mark, of: &pending, to: &comparisons)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Arguments.Keyword>) -> Run<Arguments.Keyword> {
    Self.take(mark, of: &pending, to: &keywords)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<FilterCall>) -> Run<FilterCall> {
    Self.take(mark, of: &pending, to: &filterCalls)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Target>) -> Run<Target> {
    Self.take(mark, of: &pending, to: &targets)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Statement.Branch>) -> Run<Statement.Branch> {
    Self.take(mark, of: &pending, to: &branches)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Statement.Assignment>) -> Run<Statement.Assignment> {
    Self.take(mark, of: &pending, to: &assignments)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Statement.Parameter>) -> Run<Statement.Parameter> {
    Self.take(mark, of: &pending, to: &parameters)
  }
  mutating func take(_ mark: Int, of pending: inout Arena<Statement.ImportedName>) -> Run<Statement.ImportedName> {
    Self.take(mark, of: &pending, to: &imports)
  }

  /// A run of one.
  mutating func add(run operand: Node<Expression>) -> Run<Node<Expression>> {
    operands.append(operand)
    return Run(start: operands.count - 1, count: 1)
  }

  @inline(__always)
  private static func add<Element>(_ element: Element, to arena: inout Arena<Element>) -> Node<Element> {
    arena.append(element)
    return Node(arena.count - 1)
  }

  @inline(__always)
  private static func take<Element>(
    _ mark: Int, of pending: inout Arena<Element>, to arena: inout Arena<Element>
  ) -> Run<Element> {
    let run = Run<Element>(start: arena.count, count: pending.count - mark)
    arena.append(from: mark, of: pending)
    pending.removeAll(from: mark)
    return run
  }
}
