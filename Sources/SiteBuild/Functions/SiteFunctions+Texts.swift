import SiteDiagnostics
import SiteMarkdown
import SiteModel
import SiteTemplate

extension SiteFunctions {
  private static let translate = Native("t", Signature("key", .optional("count", .none), takesKeywords: true)) {
    arguments, call throws(CallError) in
    let host = try host(call)
    let key = try call.text(of: arguments[0]).string
    var values: [(name: String, value: String)] = []
    for name in arguments[2].map?.keys.compactMap(\.text) ?? [] {
      values.append((name.string, try call.text(of: call.attribute(name, of: arguments[2])).string))
    }
    var count: Int?
    if case .int(let number) = arguments[1] {
      count = number
      values.append(("count", NumberText.text(Double(number), decimals: nil, language: host.language)))
    }
    guard let text = host.graph.texts.text(key, language: host.language, count: count, arguments: values) else {
      let near = nearestName(to: key, among: host.graph.texts.keys)
      throw CallError(
        "there is no text `\(key)` in `Templates/i18n`",
        hint: near.map { "did you mean `\($0)`?" } ?? "add it to `Templates/i18n/\(host.language).yaml`",
        id: "template.unknown-text")
    }
    return Value(text)
  }

  static let textFunctions: [Native] = [translate]

  static let textFilters: [Native] = [
    translate,
    Native("number", Signature("value", .optional("decimals", .none))) { arguments, call throws(CallError) in
      let language = try host(call).language
      var decimals: Int?
      if case .int(let digits) = arguments[1] { decimals = min(max(0, digits), 9) }
      switch arguments[0] {
      case .int(let number): return Value(NumberText.text(Double(number), decimals: decimals, language: language))
      case .float(let number): return Value(NumberText.text(number, decimals: decimals, language: language))
      case let other:
        throw CallError("`number` formats numbers, this is \(other.typeName)", id: "template.type", argument: 0)
      }
    },
    Native("slugify", Signature("text")) { arguments, call throws(CallError) in
      Value(slug(of: try call.text(of: arguments[0]).string))
    },
    Native("markdown", Signature("text")) { arguments, call throws(CallError) in
      let host = try host(call)
      let site = host.graph.site
      let options = site.configuration.markdown.options(
        language: host.language, origin: site.configuration.baseURL.origin, hooks: [])
      let source = SourceText(path: "", text: try call.text(of: arguments[0]).string)
      let home = host.page ?? site.home(host.language) ?? PageID(0)
      return Value(
        markup: host.graph.bodies.html(of: MarkdownDocument(source, options: options), on: home, host: host))
    },
    Native("excerpt", Signature("text", .optional("length", 200))) { arguments, call throws(CallError) in
      let plain = try call.apply(filter: "striptags", to: arguments[0])
      return try call.apply(filter: "truncate", to: plain, [arguments[1], false, "…"])
    },
    Native("reading_time", Signature("text")) { arguments, call throws(CallError) in
      let plain = try call.apply(filter: "striptags", to: arguments[0])
      guard case .int(let words) = try call.apply(filter: "wordcount", to: plain) else { return 1 }
      return .int(ReadingTime.minutes(words: words))
    },
    Native("json", Signature("value", .optional("indent", .none))) { arguments, call throws(CallError) in
      try call.apply(filter: "tojson", to: arguments[0], [arguments[1]])
    },
  ]
}
