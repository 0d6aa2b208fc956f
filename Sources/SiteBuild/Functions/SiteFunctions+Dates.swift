import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let dateFilters: [Native] = [
    Native("date", Signature("value", .optional("style", "long"))) { arguments, call throws(CallError) in
      let host = try host(call)
      guard let text = try writtenDate(arguments[0], call) else { return .undefined }
      let pattern = try call.text(of: arguments[1])
      return try host.graph.dates.text(
        of: text, pattern: pattern, language: host.language
      ) { () throws(CallError) in
        try format(date(text, host), pattern)
      }
    },
    Native("feed_date", Signature("value")) { arguments, call throws(CallError) in
      let host = try host(call)
      guard let text = try writtenDate(arguments[0], call) else { return .undefined }
      return try host.graph.dates.text(
        of: text, pattern: feedStyle, language: host.language
      ) { () throws(CallError) in
        Value(try date(text, host).text(.rfc822))
      }
    },
  ]

  private static let feedStyle = Text(DateText.Style.rfc822.rawValue)

  private static func format(_ date: DateText, _ pattern: Text) throws(CallError) -> Value {
    if pattern.byteArray.contains(UInt8(ascii: "%")) { return Value(utf8: date.strftime(pattern.byteArray)) }
    let style = pattern.string
    guard let known = DateText.Style(rawValue: style) else {
      let names = DateText.Style.allCases.map(\.rawValue)
      throw CallError(
        "there is no date style `\(style)`",
        hint: nearestName(to: style, among: names).map { "did you mean `\($0)`?" }
          ?? "there are \(names.map { "`\($0)`" }.joined(separator: ", ")), and patterns like `%d.%m.%Y`",
        argument: 1)
    }
    return Value(date.text(known))
  }

  /// `nil` for values that are undefined or none, which print nothing.
  private static func writtenDate(_ value: Value, _ call: NativeCall) throws(CallError) -> Text? {
    if let text = value.text { return text }
    try call.requireDefined(value)
    if value.isUndefined { return nil }
    if case .none = value { return nil }
    throw CallError("`date` formats dates, this is \(value.typeName)", id: "template.type", argument: 0)
  }

  private static func date(_ text: Text, _ host: RenderHost) throws(CallError) -> DateText {
    let clock = host.graph.site.clock
    do throws(SiteDate.ParseError) {
      return DateText(date: try SiteDate(parsing: text.byteArray, clock: clock), clock: clock, language: host.language)
    } catch {
      throw CallError(
        "`\(text.string)` is no date",
        hint: "dates look like `2025-12-15` or `2025-12-15T09:30`", id: "template.bad-date",
        argument: 0)
    }
  }
}
