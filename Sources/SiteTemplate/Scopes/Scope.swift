/// A stretch of a template that has variables of its own.
struct Scope {
  let function: Node<FunctionScope>
  /// The scope around it in the same function.
  let parent: Node<Scope>?
  /// Set for the body of a loop.
  let loop: Node<LoopUse>?
  /// Whether anything was found in it that may look at its variables at another time than it stands.
  var hasNestedScopes = false
  /// Its variables in order of appearance, so that a dump and the slots are the same in every process.
  var variables = Run<Node<Variable>>.empty
}

/// The scopes of one function, and the names that it looks up in its context.
struct FunctionScope {
  /// The scope around a macro's or recursive loop's definition; `nil` for templates and blocks.
  let definition: Node<Scope>?
  let root: Node<Scope>
  /// Set for macros and the bodies of `call` blocks, which know `varargs`, `kwargs` and `caller`.
  let isMacro: Bool
  /// Whether something in it finds variables by name as it runs: an include, or a scoped block.
  var hasDynamicUse = false
  /// How many of its variables live in an environment because functions in it use them.
  var capturedCount = 0
  /// The names that it looks up in its context.
  var freeVariables = Run<Node<Variable>>.empty
}

/// A name of a scope and where its value lives.
struct Variable {
  enum Start {
    /// It is assigned before anything can read it.
    case unread
    /// It begins as the variable of that name around, or undefined.
    case outerOrUndefined
    /// It begins as the variable of that name around, or of the context.
    case outerOrContext
  }

  let name: Name
  var wasLoadedFirst = false
  var start = Start.unread
  var isCaptured = false
  /// The slot of the frame, or the place in the environment where it is captured.
  var place = -1
}

/// How the body of a loop uses `loop`.
struct LoopUse {
  var isMentioned = false
  var looksAhead = false
  var hasDynamicUse = false
  /// Set where `loop` is used as a value.
  var variable: Node<Variable>?
}
