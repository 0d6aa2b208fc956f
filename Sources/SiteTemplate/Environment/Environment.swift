/// What templates can use beside their variables, and how they are rendered.
package struct Environment: Sendable {
  package private(set) var filters: [String: Native] = [:]
  package private(set) var tests: [String: NativeTest] = [:]
  package private(set) var functions: [String: Native] = [:]
  /// Methods of Python's that templates may call on values, by type and name; the value comes as the first argument.
  package private(set) var methods: [MethodType: [String: Native]] = [:]
  /// Methods that change a list or map in place: they give its new contents and a result.
  package private(set) var mutations: [MethodType: [String: Mutation]] = [:]
  /// All of them, as templates are compiled with them.
  private(set) var vocabulary = Vocabulary()
  package var undefinedPolicy: UndefinedPolicy
  package var limits: Limits
  /// Whether a template's output is escaped, by the template's name.
  package var escapes: @Sendable (_ templateName: String) -> Bool

  /// An environment with the language's own filters, tests, functions and methods.
  package init(
    undefinedPolicy: UndefinedPolicy = .lenient, limits: Limits = Limits(),
    escapes: @escaping @Sendable (_ templateName: String) -> Bool = Environment.escapesMarkup
  ) {
    self.undefinedPolicy = undefinedPolicy
    self.limits = limits
    self.escapes = escapes
    for filter in Builtins.filters { add(filter: filter) }
    for test in Builtins.tests { add(test: test) }
    for function in Builtins.functions { add(function: function) }
    for (type, methods) in Builtins.methods {
      for method in methods { self.methods[type, default: [:]][method.name] = method }
    }
    for (type, mutations) in Builtins.mutations {
      for mutation in mutations {
        self.mutations[type, default: [:]][mutation.name] = mutation
        vocabulary.add(mutation: mutation.name)
      }
    }
  }

  /// HTML and XML are escaped, everything else (JSON, plain text) is not.
  package static func escapesMarkup(in templateName: String) -> Bool {
    [".html", ".htm", ".xml"].contains { templateName.hasSuffix($0) }
  }

  /// Adds a filter; one of the same name gives way.
  package mutating func add(filter: Native) {
    filters[filter.name] = filter
    vocabulary.add(filter: filter)
  }

  package mutating func add(test: NativeTest) {
    tests[test.name] = test
    vocabulary.add(test: test)
  }

  package mutating func add(function: Native) {
    functions[function.name] = function
    vocabulary.add(function: function)
  }
}
