/// The parameters of a filter, test or function, with Jinja's names, so that arguments are bound before the body runs
/// and wrong ones are found when templates are linked.
///
/// The body of a filter or test gets its subject as the first argument; the first parameter stands for it and cannot
/// be given by name. Where `takesMore` is set, one more argument follows the named ones: a list of what was left of the
/// arguments by position. Where `takesKeywords` is set, one more follows: a map of what was left of those by name.
package struct Signature: Sendable {
  package struct Parameter: Sendable, ExpressibleByStringLiteral {
    package let name: Text
    /// What the body gets where the argument is not given; `nil` makes it required.
    package let fallback: Value?

    package init(stringLiteral name: String) {
      self.name = Text(name)
      fallback = nil
    }

    private init(name: String, fallback: Value) {
      self.name = Text(name)
      self.fallback = fallback
    }

    /// A parameter that may be left out.
    package static func optional(_ name: String, _ fallback: Value = .none) -> Parameter {
      Parameter(name: name, fallback: fallback)
    }
  }

  package let parameters: [Parameter]
  package let takesMore: Bool
  package let takesKeywords: Bool

  package init(_ parameters: Parameter..., takesMore: Bool = false, takesKeywords: Bool = false) {
    self.parameters = parameters
    self.takesMore = takesMore
    self.takesKeywords = takesKeywords
  }

  /// How many arguments the body gets.
  var argumentCount: Int { parameters.count + (takesMore ? 1 : 0) + (takesKeywords ? 1 : 0) }

  /// The arguments as the body gets them.
  ///
  /// - Parameter skipped: how many leading parameters cannot be given by name: 1 for filters and tests.
  func bind(
    _ positional: [Value], _ keywords: [(name: Text, value: Value)], naming callee: String, subjects skipped: Int
  ) throws(CallError) -> [Value] {
    var arguments: [Value] = []
    arguments.reserveCapacity(argumentCount)
    guard positional.count <= parameters.count || takesMore else {
      throw CallError.tooManyArguments(
        callee, given: positional.count - skipped, atMost: parameters.count - skipped)
    }
    var remaining = keywords
    for (index, parameter) in parameters.enumerated() {
      let named = index < skipped ? nil : remaining.firstIndex { $0.name == parameter.name }
      if index < positional.count {
        guard named == nil else { throw CallError.doubleArgument(callee, parameter.name) }
        arguments.append(positional[index])
      } else if let named {
        arguments.append(remaining.remove(at: named).value)
      } else if let fallback = parameter.fallback {
        arguments.append(fallback)
      } else {
        throw CallError.missingArgument(callee, parameter.name)
      }
    }
    if takesMore { arguments.append(Value(Array(positional.dropFirst(parameters.count)))) }
    if takesKeywords {
      arguments.append(.map(Map(remaining.map { (.string($0.name), $0.value) })))
    } else if let unknown = remaining.first {
      throw CallError.unknownArgument(callee, unknown.name, known: parameters.dropFirst(skipped).map(\.name))
    }
    return arguments
  }
}
