import SiteDiagnostics

/// An expression that is read once more, from its source, to say more about it than its instructions can.
struct ParsedExpression: ~Copyable {
  private let source: SourceText
  private let syntax: SyntaxTree
  private let names: NameTable
  private let node: Node<Expression>

  /// `nil` where the range holds something else than an expression: a whole tag, say.
  init?(_ range: SourceRange, of source: SourceText, _ program: Program) {
    var parser = Parser(names: program.names)
    guard let node = try? parser.parse(expressionAt: range, of: source) else { return nil }
    self.node = node
    self.source = source
    names = parser.lexer.names
    syntax = parser.tree
  }

  /// The variables in it with what is looked up in them, in reading order.
  var paths: [ValuePath] { paths(in: node) }

  private func paths(in node: Node<Expression>) -> [ValuePath] {
    var paths: [ValuePath] = []
    collect(node, into: &paths)
    return paths
  }

  private func collect(_ node: Node<Expression>, into paths: inout [ValuePath]) {
    if let path = path(node) {
      if !paths.contains(where: { $0.range == path.range }) { paths.append(path) }
      return
    }
    if case .call(let callee, let arguments) = syntax[node].kind, case .attribute(let subject, _) = syntax[callee].kind
    {
      for operand in [subject] + syntax.expressions(of: syntax[arguments]) { collect(operand, into: &paths) }
      return
    }
    for operand in syntax.operands(of: node) { collect(operand, into: &paths) }
  }

  private func path(_ node: Node<Expression>) -> ValuePath? {
    var steps: [ValuePath.Step] = []
    var current = node
    while true {
      let end = end(ofPath: syntax[current].range)
      switch syntax[current].kind {
      case .attribute(let operand, let name):
        steps.append(ValuePath.Step(key: .string(names[name]), end: end))
        current = operand
      case .item(let operand, let key):
        guard case .constant(let key) = syntax[key].kind else { return nil }
        steps.append(ValuePath.Step(key: syntax[key], end: end))
        current = operand
      case .name(let name):
        return ValuePath(
          root: names[name], rootStart: start(ofPath: syntax[current].range), steps: steps.reversed(),
          range: withoutParentheses(syntax[node].range))
      default: return nil
      }
    }
  }

  /// Where a path begins that parentheses may stand around.
  private func start(ofPath range: SourceRange) -> UInt32 {
    let first = source.bytes[range.bytes].firstIndex { $0 != UInt8(ascii: "(") && !$0.isWhitespace }
    return first.map { UInt32(truncatingIfNeeded: $0) } ?? range.start
  }

  private func end(ofPath range: SourceRange) -> UInt32 {
    let last = source.bytes[range.bytes].lastIndex { $0 != UInt8(ascii: ")") && !$0.isWhitespace }
    return last.map { UInt32(truncatingIfNeeded: $0 + 1) } ?? range.end
  }

  /// The range without parentheses around all of it; where some close within, those at the beginning stay.
  private func withoutParentheses(_ range: SourceRange) -> SourceRange {
    let inner = SourceRange(start: start(ofPath: range), end: end(ofPath: range))
    let closesWithin = source.bytes[inner.bytes].contains(UInt8(ascii: ")"))
    return closesWithin ? SourceRange(start: range.start, end: inner.end) : inner
  }

  // MARK: Calls

  /// Where it is a call: the argument of this name.
  func keyword(_ name: Text) -> Arguments.Keyword? {
    guard case .call(_, let arguments) = syntax[node].kind else { return nil }
    for keyword in syntax[arguments].keywords where names[syntax[keyword].name] == name { return syntax[keyword] }
    return nil
  }

  /// Where it is a call of a filter, test, method or function: the argument of this number, counted from 0 with the
  /// subject, by position or by name; `nil` for the subject.
  func argument(_ index: Int, _ environment: Environment) -> SourceRange? {
    let arguments: Node<Arguments>
    let signature: Signature?
    var subjects = 1
    switch syntax[node].kind {
    case .filter(_, let call):
      arguments = syntax[call].arguments
      signature = environment.filters[names[syntax[call].name].string]?.signature
    case .test(_, let call):
      arguments = syntax[call].arguments
      signature = environment.tests[names[syntax[call].name].string]?.signature
    case .call(let callee, let given):
      arguments = given
      if case .name(let name) = syntax[callee].kind {
        subjects = 0
        signature = environment.functions[names[name].string]?.signature
      } else {
        signature = nil
      }
    default: return nil
    }
    guard index >= subjects else { return nil }
    let positional = syntax[arguments].positional
    if index - subjects < positional.count { return syntax[syntax[positional[index - subjects]]].range }
    guard let signature, index < signature.parameters.count else { return nil }
    let name = signature.parameters[index].name
    for keyword in syntax[arguments].keywords where names[syntax[keyword].name] == name {
      return syntax[syntax[keyword].value].range
    }
    return nil
  }

  /// Where it is a call: the same for the argument that a parameter gets.
  func paths(inArgument index: Int, named name: Text) -> [ValuePath] {
    if let keyword = keyword(name) { return paths(in: keyword.value) }
    guard case .call(_, let arguments) = syntax[node].kind else { return [] }
    let positional = syntax[arguments].positional
    return index < positional.count ? paths(in: syntax[positional[index]]) : []
  }
}
