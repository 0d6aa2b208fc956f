import SiteModel
import SiteTemplate

extension SiteFunctions {
  static let listFilters: [Native] = [
    Native("where", Signature("items", "field", .optional("value", true))) { arguments, call throws(CallError) in
      let path = try call.text(of: arguments[1])
      let wanted = arguments[2]
      var found: [Value] = []
      for item in try call.elements(of: arguments[0]) {
        let value = try field(path, of: item, call)
        let isMember = value.elements?.contains { $0.equals(wanted) } ?? false
        if value.equals(wanted) || isMember { found.append(item) }
      }
      return Value(found)
    },
    Native("group_by", Signature("items", "field")) { arguments, call throws(CallError) in
      let path = try call.text(of: arguments[1])
      var groups: [(key: Value, items: [Value])] = []
      var places: [String: Int] = [:]
      for item in try call.elements(of: arguments[0]) {
        let key = try field(path, of: item, call)
        let name = try call.text(of: key).string
        if let place = places[name] {
          groups[place].items.append(item)
        } else {
          places[name] = groups.count
          groups.append((key, [item]))
        }
      }
      return Value(groups.map { ["key": $0.key, "items": Value($0.items)] as Value })
    },
    Native("sort_by", Signature("items", .optional("field", .none), .optional("reverse", false))) {
      arguments, call throws(CallError) in
      let collation = Collation(language: try host(call).language)
      let path = arguments[1].text
      var keyed: [(key: String, item: Value)] = []
      for item in try call.elements(of: arguments[0]) {
        let key = if let path { try field(path, of: item, call) } else { item }
        keyed.append((try call.text(of: key).string, item))
      }
      let reverse = try call.truth(of: arguments[2])
      keyed.sort { reverse ? collation.precedes($1.key, $0.key) : collation.precedes($0.key, $1.key) }
      return Value(keyed.map(\.item))
    },
  ]
}
