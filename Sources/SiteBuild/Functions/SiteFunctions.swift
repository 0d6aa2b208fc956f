import SiteModel
import SiteTemplate

/// What templates of a site can call beyond the language's own: addresses, texts, dates, lists of pages.
///
/// `Documentation/template-data.md` describes them to designers.
enum SiteFunctions {
  static func register(in environment: inout Environment) {
    for filter in addressFilters + textFilters + dateFilters + listFilters { environment.add(filter: filter) }
    for function in addressFunctions + textFunctions { environment.add(function: function) }
  }

  static func host(_ call: NativeCall) throws(CallError) -> RenderHost {
    guard let host = call.host as? RenderHost else {
      throw CallError("this works only while a site is built", id: "template.no-site")
    }
    return host
  }

  /// The value at a dotted path; `year` and `month` of a page are those of its date.
  static func field(_ path: Text, of item: Value, _ call: NativeCall) throws(CallError) -> Value {
    var value = item
    for part in path.string.split(separator: ".") {
      let next = try call.attribute(Text(part), of: value)
      if next.isUndefined, part == "year" || part == "month" {
        let date = try call.attribute("date", of: value).text?.string ?? ""
        value = Value(String(date.prefix(part == "year" ? 4 : 7)))
      } else {
        value = next
      }
    }
    return value
  }
}
