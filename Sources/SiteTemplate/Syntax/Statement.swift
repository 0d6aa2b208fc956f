/// A piece of a template: text, an expression to print, or a tag with its body. What it is made of lies in the
/// `SyntaxTree` around.
struct Statement: Sendable {
  typealias Body = Run<Node<Statement>>

  enum Kind: Sendable {
    case text
    case output(Node<Expression>)
    case conditional(Run<Branch>, otherwise: Body)
    case loop(Node<Loop>)
    case assignment(Node<Target>, Node<Expression>)
    case captureAssignment(Node<Target>, filters: Run<FilterCall>, body: Body)
    case with(Run<Assignment>, body: Body)
    case macro(Node<Macro>)
    case call(Node<Macro>, callee: Node<Expression>, arguments: Node<Arguments>)
    case filter(Run<FilterCall>, body: Body)
    case autoescape(Node<Expression>, body: Body)
    case block(Node<Block>)
    case extends(Node<Expression>)
    case include(Node<Expression>, ignoresMissing: Bool, hasContext: Bool)
    case importTemplate(Node<Expression>, as: Name, hasContext: Bool)
    case importNames(Node<Expression>, Run<ImportedName>, hasContext: Bool)
    case evaluate(Node<Expression>)
    case print(Run<Node<Expression>>)
    case breakLoop
    case continueLoop
  }

  /// `if` or `elif` with its body.
  struct Branch: Sendable {
    let condition: Node<Expression>
    let body: Body
  }

  /// One `name = value` of `with`.
  struct Assignment: Sendable {
    let target: Node<Target>
    let value: Node<Expression>
  }

  struct Loop: Sendable {
    let target: Node<Target>
    let elements: Node<Expression>
    let filter: Node<Expression>?
    let isRecursive: Bool
    let body: Body
    let otherwise: Body
  }

  /// A macro, or the body of a `call` block, which is a macro without a name.
  struct Macro: Sendable {
    let name: Name
    let parameters: Run<Parameter>
    let body: Body
  }

  struct Parameter: Sendable {
    let name: Name
    let range: SourceRange
    let fallback: Node<Expression>?
  }

  struct Block: Sendable {
    let name: Name
    let nameRange: SourceRange
    let isScoped: Bool
    let isRequired: Bool
    let body: Body
  }

  /// One name of `from … import name as alias`.
  struct ImportedName: Sendable {
    let name: Name
    let alias: Name
    let range: SourceRange
  }

  let kind: Kind
  /// The tag that begins it, with its delimiters; for text and output all of it.
  let range: SourceRange
}

/// What a value is assigned to, and where that stands.
struct Target: Sendable {
  enum Kind: Sendable {
    case name(Name)
    case tuple(Run<Target>)
    /// `namespace.attribute`
    case attribute(Name, Name)
  }

  let kind: Kind
  let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

extension Statement.Kind {
  /// Whether other statements lie between its tag and one that closes it.
  var hasBody: Bool {
    switch self {
    case .captureAssignment, .with, .macro, .call, .filter, .autoescape, .block, .conditional, .loop: true
    case .text, .output, .assignment, .extends, .include, .importTemplate, .importNames, .evaluate, .print, .breakLoop,
      .continueLoop:
      false
    }
  }
}
