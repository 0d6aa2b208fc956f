/// The language's own filters, tests, functions and methods.
enum Builtins {
  static let filters: [Native] = [
    Native("upper", Signature("s")) { arguments, call throws(CallError) in
      let text = try call.text(of: arguments[0])
      try call.charge(bytes: text.byteCount)
      return call.result(Text(text.string.uppercased()), like: arguments[0])
    },
    Native("default", Signature("value", .optional("default_value", ""), .optional("boolean", false))) {
      arguments, call throws(CallError) in
      if arguments[0].isUndefined { return arguments[1] }
      let replacesFalse = try call.truth(of: arguments[2])
      return replacesFalse && !arguments[0].isTrue ? arguments[1] : arguments[0]
    },
    Native("length", Signature("object")) { arguments, call throws(CallError) in
      .int(try call.elements(of: arguments[0]).count)
    },
  ]

  static let tests: [NativeTest] = [
    NativeTest("defined", Signature("value")) { arguments, _ in !arguments[0].isUndefined }
  ]

  static let functions: [Native] = []

  static let methods: [MethodType: [Native]] = [:]

  static let mutations: [MethodType: [Mutation]] = [:]
}
