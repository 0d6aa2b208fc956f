/// What `groupby` gives for each group: a pair whose halves have names, too.
final class Group: TemplateObject {
  let grouper: Value
  let members: Value

  private static let fields = Shape(fields: ["grouper", "list"])

  init(grouper: Value, members: [Value]) {
    self.grouper = grouper
    self.members = Value(members)
  }

  var shape: Shape { Self.fields }
  var shapeID: UInt32 { Self.fields.id }
  var typeName: String { "tuple" }
  var elements: [Value]? { [grouper, members] }
  var depth: UInt16 { List([grouper, members]).depth }

  func value(at field: Int) -> Value { field == 0 ? grouper : members }

  var printed: Text { Value.tuple(List([grouper, members])).printed }
}
