/// A path into values, as `map(attribute="author.name")` gives it: names and places, separated by dots.
///
/// Remembers where the last object had its fields, so that walking over many of one kind looks each name up once.
struct AttributePath {
  private struct Part {
    let key: Value
    var shapeID: UInt32 = 0
    var field = 0
  }

  private var parts: [Part]
  /// What stands for a value that is not there; `nil` lets it be undefined.
  private let fallback: Value?

  /// - Parameter path: a string, a place in a list, or none for the value itself.
  init(_ path: Value, fallback: Value? = nil) {
    self.fallback = fallback
    switch path {
    case .none: parts = []
    case .string(let text), .markup(let text): parts = Self.parts(of: text)
    default: parts = [Part(key: path)]
    }
  }

  /// The paths that a comma separates.
  static func list(_ paths: Value) -> [AttributePath] {
    guard let text = paths.text else { return [AttributePath(paths)] }
    return text.split(TextSearch(for: ",")).map { AttributePath(.string($0)) }
  }

  private static func parts(of path: Text) -> [Part] {
    path.split(TextSearch(for: ".")).map { name in
      guard name.isMade(of: { $0.isDecimal }), case .number(let place) = NumberParser.integer(name, base: 10) else {
        return Part(key: .string(name))
      }
      return Part(key: .int(place))
    }
  }

  var isEmpty: Bool { parts.isEmpty }

  mutating func value(in item: Value, _ call: NativeCall) throws(CallError) -> Value {
    var value = item
    for index in parts.indices {
      value = try step(index, into: value, call)
      if let fallback, value.isUndefined { value = fallback }
    }
    return value
  }

  private mutating func step(_ index: Int, into value: Value, _ call: NativeCall) throws(CallError) -> Value {
    let key = parts[index].key
    switch value {
    case .undefined, .nothing:
      throw index > 0
        ? CallError("`\(parts[index - 1].key.printed.string)` is undefined", id: "template.undefined")
        : CallError.undefined
    case .object(let object):
      guard let name = key.text else { return value.item(key) }
      let shape = object.shape
      if shape.id != parts[index].shapeID {
        guard let field = shape.index(of: name) else { return .undefined }
        parts[index].shapeID = shape.id
        parts[index].field = field
      }
      return object.value(at: parts[index].field)
    case .map(let map):
      guard let name = key.text else { return value.item(key) }
      if map.shape.id != parts[index].shapeID {
        guard let field = map.shape.index(of: name) else { return .undefined }
        parts[index].shapeID = map.shape.id
        parts[index].field = field
      }
      return map.values[parts[index].field]
    default: return value.item(key)
    }
  }
}
