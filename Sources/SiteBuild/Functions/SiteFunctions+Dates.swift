import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let dateFilters: [Native] = [
    Native("date", Signature("value", .optional("style", "long"))) { arguments, call throws(CallError) in
      let host = try host(call)
      // Most are known, and are found without counting a reference to what all threads ask for.
      if let date = unsafe arguments.unheldText(at: 0), let pattern = unsafe arguments.unheldText(at: 1),
        let known = host.graph.dates.text(of: date, pattern: pattern, language: host.language)
      {
        return known
      }
      let pattern = try call.text(of: arguments[1])
      return try formatted(arguments[0], pattern, call) { date throws(CallError) in try format(date, pattern) }
    },
    Native("feed_date", Signature("value")) { arguments, call throws(CallError) in
      let host = try host(call)
      if let date = unsafe arguments.unheldText(at: 0),
        let known = unsafe host.graph.dates.text(of: date, pattern: feedStyle.unheld, language: host.language)
      {
        return known
      }
      return try formatted(arguments[0], feedStyle, call) { date in Value(date.text(.rfc822)) }
    },
  ]

  private static let feedStyle = Text(DateText.Style.rfc822.rawValue)

  /// What `format` makes of a date; remembered for the next time.
  private static func formatted(
    _ value: Value, _ pattern: Text, _ call: NativeCall, format: (DateText) throws(CallError) -> Value
  ) throws(CallError) -> Value {
    let host = try host(call)
    guard let text = try writtenDate(value, call) else { return .undefined }
    let formatted = try format(date(text, host))
    host.graph.dates.add(formatted, of: text, pattern: pattern, language: host.language)
    return formatted
  }

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
