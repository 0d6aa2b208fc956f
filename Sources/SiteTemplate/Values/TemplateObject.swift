/// Something of the site that templates read like a mapping, but whose fields are worked out when they are asked for:
/// pages refer to each other in circles.
///
/// Objects are equal when they are the same object. `x.name`, `x["name"]`, `x is defined`, `attr`, `map`, `sort`,
/// `groupby` and the like reach their fields.
package protocol TemplateObject: AnyObject, Sendable {
  /// The fields; the same `Shape` for all objects of a kind, never made anew for each.
  var shape: Shape { get }

  /// The number of `shape`. Asked for on every look-up, from all threads: to get hold of the shape itself would make them
  /// wait for each other.
  var shapeID: UInt32 { get }

  /// The value of the field at this place of `shape`; `.undefined` where this object has none.
  func value(at field: Int) -> Value

  /// `shapeID` of the object of this class that the pointer leads to and somebody holds.
  @unsafe static func shapeID(ofUnheld object: UnsafeRawPointer) -> UInt32

  /// `value(at:)` of the object of this class that the pointer leads to and somebody holds.
  @unsafe static func value(ofUnheld object: UnsafeRawPointer, at field: Int) -> Value

  /// What messages call it: `page`.
  var typeName: String { get }

  /// What printing it gives.
  var printed: Text { get }

  /// The members, for an object that can be looped over, measured and indexed; `nil` for others.
  var elements: [Value]? { get }

  /// Whether it counts as a mapping where a template asks.
  var isMapping: Bool { get }

  /// How deeply the values nest that the object holds itself; flat where it works them out when asked.
  var nesting: Nesting { get }

  /// What calling the object does, for one that can be called; it is the first argument. The same `Native` for all
  /// objects of a kind.
  var function: Native? { get }

  /// What calling the method of this name does; the object is the first argument. Asked for in call position alone,
  /// where the object has no field of that name.
  func method(named name: Text) -> Native?
}

extension TemplateObject {
  @inlinable package static func shapeID(ofUnheld object: UnsafeRawPointer) -> UInt32 {
    unsafe Unmanaged<Self>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.shapeID }
  }

  @inlinable package static func value(ofUnheld object: UnsafeRawPointer, at field: Int) -> Value {
    unsafe Unmanaged<Self>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.value(at: field) }
  }

  package var typeName: String { "object" }
  package var printed: Text { Text("<\(typeName)>") }
  package var elements: [Value]? { nil }
  package var isMapping: Bool { elements == nil }
  package var nesting: Nesting { .flat }
  package var function: Native? { nil }
  package func method(named name: Text) -> Native? { nil }

  package func value(named name: Text) -> Value? {
    shape.index(of: name).map { value(at: $0) }
  }
}
