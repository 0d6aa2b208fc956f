/// `format`: Python's `%` with the values as arguments.
enum FormatFilters {
  static let all: [Native] = [
    Native("format", Signature("value", takesMore: true, takesKeywords: true)) { arguments, call throws(CallError) in
      let positional = arguments[1].elements ?? []
      let hasKeywords = arguments[2].map.map { $0.count > 0 } ?? false
      guard positional.isEmpty || !hasKeywords else {
        throw CallError("`format` takes arguments by position or by name, not both", id: "template.arguments")
      }
      return try PercentFormat.apply(
        call.result(call.text(of: arguments[0]), like: arguments[0]),
        to: hasKeywords ? arguments[2] : .tuple(List(positional)), call)
    }
  ]
}
