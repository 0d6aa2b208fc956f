import SiteDiagnostics
import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let dateFilters: [Native] = [
    Native("date", Signature("value", .optional("style", "long"))) { arguments, call throws(CallError) in
      guard let date = try dateText(arguments[0], call) else { return .undefined }
      let pattern = try call.text(of: arguments[1])
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
    },
    Native("feed_date", Signature("value")) { arguments, call throws(CallError) in
      Value(try dateText(arguments[0], call).map { Value($0.text(.rfc822)) })
    },
  ]

  /// `nil` for values that are undefined or none, which print nothing.
  private static func dateText(_ value: Value, _ call: NativeCall) throws(CallError) -> DateText? {
    let host = try host(call)
    try call.requireDefined(value)
    if value.isUndefined { return nil }
    if case .none = value { return nil }
    guard let text = value.text else {
      throw CallError("`date` formats dates, this is \(value.typeName)", id: "template.type", argument: 0)
    }
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
