/// What a scope knows of a name that is used in it, also as one small number for a `PairTable`.
enum NameUse {
  /// A variable of the scope itself.
  case own(Node<Variable>)
  /// It is mentioned before it is known what it means.
  case mentioned
  /// A variable of a scope around in the same function.
  case around(Node<Variable>)
  /// What the function looks up in its context.
  case free(Node<Variable>)

  @inline(__always)
  init(code: Int) {
    let variable = Node<Variable>(code >> 2)
    switch code & 3 {
    case 0: self = .own(variable)
    case 1: self = .around(variable)
    case 2: self = .free(variable)
    default: self = .mentioned
    }
  }

  @inline(__always)
  var code: Int {
    switch self {
    case .own(let variable): variable.place << 2
    case .around(let variable): variable.place << 2 | 1
    case .free(let variable): variable.place << 2 | 2
    case .mentioned: 3
    }
  }
}
