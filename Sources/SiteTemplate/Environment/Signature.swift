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

  /// Whether a call with so many arguments by position, and none by name, is right and leaves the other parameters to
  /// their fallbacks.
  func leavesToFallbacks(afterPositional count: Int) -> Bool {
    guard !takesMore, !takesKeywords, count <= parameters.count else { return false }
    for place in count..<parameters.count where parameters[place].fallback == nil { return false }
    return true
  }

  /// Where the argument for a parameter comes from.
  enum Source {
    case positional(Int)
    case keyword(Int)
    case fallback(Value)
  }

  /// Where each parameter's argument comes from, and which of the keywords are left over.
  ///
  /// - Parameter skipped: how many leading parameters cannot be given by name: 1 for filters and tests.
  func plan(
    positional: Int, keywords: [Text], naming callee: String, subjects skipped: Int
  ) throws(CallError) -> (sources: [Source], leftKeywords: [Int]) {
    guard positional <= parameters.count || takesMore else {
      throw CallError.tooManyArguments(callee, given: positional - skipped, atMost: parameters.count - skipped)
        .blaming(argument: parameters.count)
    }
    var left = Array(keywords.indices)
    var sources: [Source] = []
    sources.reserveCapacity(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      let named = index < skipped ? nil : left.firstIndex { keywords[$0] == parameter.name }
      if index < positional {
        if let named {
          throw CallError.doubleArgument(callee, parameter.name).blaming(argument: positional + left[named])
        }
        sources.append(.positional(index))
      } else if let named {
        sources.append(.keyword(left.remove(at: named)))
      } else if let fallback = parameter.fallback {
        sources.append(.fallback(fallback))
      } else {
        throw CallError.missingArgument(callee, parameter.name)
      }
    }
    if !takesKeywords, let unknown = left.first {
      throw CallError.unknownArgument(callee, keywords[unknown], known: parameters.dropFirst(skipped).map(\.name))
        .blaming(argument: positional + unknown)
    }
    return (sources, left)
  }

  /// The arguments as the body gets them.
  func bind(
    _ positional: [Value], _ keywords: [(name: Text, value: Value)], naming callee: String, subjects skipped: Int
  ) throws(CallError) -> [Value] {
    let plan = try plan(
      positional: positional.count, keywords: keywords.map(\.name), naming: callee, subjects: skipped)
    var arguments = plan.sources.map { source in
      switch source {
      case .positional(let index): positional[index]
      case .keyword(let index): keywords[index].value
      case .fallback(let value): value
      }
    }
    if takesMore { arguments.append(Value(Array(positional.dropFirst(parameters.count)))) }
    if takesKeywords {
      arguments.append(.map(Map(plan.leftKeywords.map { (.string(keywords[$0].name), keywords[$0].value) })))
    }
    return arguments
  }
}
