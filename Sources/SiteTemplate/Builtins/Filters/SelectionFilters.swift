/// Filters that apply another filter or a test to every element.
///
/// They give lists, which can be looped over twice, and nothing where their subject is false.
enum SelectionFilters {
  static let all: [Native] = [
    Native("map", Signature("value", takesMore: true, takesKeywords: true), map),
    Native("select", Signature("value", takesMore: true, takesKeywords: true)) { arguments, call throws(CallError) in
      try filter(arguments, keeping: true, byAttribute: false, call)
    },
    Native("reject", Signature("value", takesMore: true, takesKeywords: true)) { arguments, call throws(CallError) in
      try filter(arguments, keeping: false, byAttribute: false, call)
    },
    Native("selectattr", Signature("value", takesMore: true, takesKeywords: true)) {
      arguments, call throws(CallError) in
      try filter(arguments, keeping: true, byAttribute: true, call)
    },
    Native("rejectattr", Signature("value", takesMore: true, takesKeywords: true)) {
      arguments, call throws(CallError) in
      try filter(arguments, keeping: false, byAttribute: true, call)
    },
  ]

  /// `map("upper")` or `map(attribute="title", default="?")`.
  private static func map(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let elements = try call.elementsIfTrue(arguments[0])
    guard !elements.isEmpty else { return [] }
    let more = arguments[1].elements ?? []
    let keywords = arguments[2].map
    if more.isEmpty, let attribute = keywords?["attribute" as Text] {
      if let unknown = keywords?.named.first(where: { $0.name != "attribute" && $0.name != "default" }) {
        throw .unknownArgument("map", unknown.name, known: ["attribute", "default"])
      }
      var fallback = keywords?["default" as Text]
      if case .some(.none) = fallback { fallback = nil }
      return Value(try call.keys(of: elements, at: attribute, isCaseSensitive: true, fallback: fallback))
    }
    guard let first = more.first, let name = first.text else {
      throw CallError(
        "`map` needs the name of a filter or `attribute`", hint: "map(\"upper\"), map(attribute=\"title\")",
        id: "template.arguments")
    }
    var filter = try BoundFilter(named: name, Array(more.dropFirst()), keywords, call)
    try call.charge(elements: elements.count)
    var result: [Value] = []
    result.reserveCapacity(elements.count)
    for element in elements { result.append(try filter.apply(to: element, call)) }
    return Value(result)
  }

  private static func filter(
    _ arguments: borrowing Span<Value>, keeping: Bool, byAttribute: Bool, _ call: NativeCall
  ) throws(CallError) -> Value {
    let elements = try call.elementsIfTrue(arguments[0])
    guard !elements.isEmpty else { return [] }
    var more = (arguments[1].elements ?? [])[...]
    var path = AttributePath(.none)
    if byAttribute {
      guard let attribute = more.popFirst() else {
        throw CallError("the name of the attribute is missing", id: "template.arguments")
      }
      path = AttributePath(attribute)
    }
    try call.charge(elements: elements.count)
    var result: [Value] = []
    if let first = more.popFirst() {
      guard let name = first.text else {
        throw CallError("\(first.described) is no name of a test", id: "template.arguments")
      }
      var test = try BoundTest(named: name, Array(more), arguments[2].map, call)
      for element in elements where try test.holds(for: path.value(in: element, call), call) == keeping {
        result.append(element)
      }
    } else {
      for element in elements where try call.truth(of: path.value(in: element, call)) == keeping {
        result.append(element)
      }
    }
    return Value(result)
  }
}
