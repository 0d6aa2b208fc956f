/// A value of the template language.
///
/// Sixteen bytes of payload and a tag: copying one retains at most one reference. Values are immutable but for
/// `namespace` and `reference`, whose contents a template may change while it runs.
package enum Value: Sendable {
  case undefined
  /// What an `if` expression without `else` gives: prints empty even where undefined values are errors.
  case nothing
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(Text)
  /// A string that is already markup: printed as it stands where other strings are escaped.
  case markup(Text)
  case list(List)
  case tuple(List)
  case map(Map)
  case range(RangeValue)
  case object(any TemplateObject)
  case namespace(Namespace)
  /// A list or map that templates may change through `append`, `update` and the like.
  case reference(Reference)
  case callable(Callable)
}

extension Value {
  package init(_ string: String) { self = .string(Text(string)) }

  /// A plain string, escaped when it is printed.
  package init(utf8 bytes: [UInt8]) { self = .string(Text(bytes)) }

  /// A string that is already markup.
  package init(markup bytes: [UInt8]) { self = .markup(Text(bytes)) }

  /// As `init(markup:)`, for bytes that are known to be valid UTF-8: a whole document need not be looked at again.
  package init(validMarkup bytes: [UInt8]) { self = .markup(Text(validMarkup: bytes)) }

  package init(markup string: String) { self = .markup(Text(string)) }

  package init(_ number: Int) { self = .int(number) }

  package init(_ number: Double) { self = .float(number) }

  package init(_ truth: Bool) { self = .bool(truth) }

  package init(_ elements: [Value]) { self = .list(List(elements)) }

  /// A map with these keys, in this order; the last of two equal keys wins.
  package init(_ pairs: [(String, Value)]) {
    self = .map(Map(pairs.map { (Value($0.0), $0.1) }))
  }

  /// The value, or undefined for `nil`.
  package init(_ value: Value?) { self = value ?? .undefined }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self.init(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .float(value) }
  package init(arrayLiteral elements: Value...) { self.init(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension Value {
  package var isUndefined: Bool {
    switch self {
    case .undefined, .nothing: true
    default: false
    }
  }

  /// The string, be it plain or markup.
  package var text: Text? {
    switch self {
    case .string(let text), .markup(let text): text
    default: nil
    }
  }

  /// The bytes of a string, be it plain or markup, where they lie: valid as long as something holds the value.
  @inline(__always)
  @unsafe var unheldText: (text: UnheldText, isMarkup: Bool)? {
    switch self {
    case .string(let text): unsafe (text.unheld, false)
    case .markup(let text): unsafe (text.unheld, true)
    default: nil
    }
  }

  /// The object where it lies: to be used as long as something holds the value.
  @inline(__always)
  @unsafe var unheldObject: UnheldObject? {
    guard case .object(let object) = self else { return nil }
    return unsafe UnheldObject(object)
  }

  package var isMarkup: Bool {
    if case .markup = self { true } else { false }
  }

  /// The elements of a list or tuple, also of one that templates may change.
  package var elements: [Value]? {
    switch self {
    case .list(let list), .tuple(let list): list.elements
    case .reference(let reference): reference.value.elements
    case .object(let object): object.elements
    default: nil
    }
  }

  package var map: Map? {
    switch self {
    case .map(let map): map
    case .reference(let reference): reference.value.map
    default: nil
    }
  }

  /// The list or map inside of a reference; every other value itself.
  var dereferenced: Value {
    if case .reference(let reference) = self { reference.value } else { self }
  }

  var nesting: Nesting {
    switch self {
    case .list(let list), .tuple(let list): list.nesting
    case .map(let map): map.nesting
    case .namespace(let namespace): namespace.nesting
    case .reference(let reference): reference.nesting
    case .object(let object): object.nesting
    case .callable(let callable): callable.kind == .macro ? .macro : .flat
    default: .flat
    }
  }

  /// Values nested deeper than this are refused where they would come to be.
  static let maximumDepth: UInt16 = 400

  /// What a person calls this type, for messages.
  package var typeName: String {
    switch self {
    case .undefined, .nothing: "undefined"
    case .none: "none"
    case .bool: "boolean"
    case .int: "integer"
    case .float: "float"
    case .string: "string"
    case .markup: "markup"
    case .list: "list"
    case .tuple: "tuple"
    case .map: "mapping"
    case .range: "range"
    case .object(let object): object.typeName
    case .namespace: "namespace"
    case .reference(let reference): reference.value.typeName
    case .callable(let callable): callable.typeName
    }
  }
}
