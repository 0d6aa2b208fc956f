/// An object where it lies, without a reference of its own: for asking a field of what the stack or the machine holds
/// meanwhile. All threads ask the same few objects, and would wait for each other to count references.
@safe
struct UnheldObject {
  private let object: UnsafeRawPointer
  private let type: any TemplateObject.Type

  /// - Precondition: something holds the object as long as this is used.
  @inline(__always)
  @unsafe init(_ object: any TemplateObject) {
    unsafe self.object = UnsafeRawPointer(Unmanaged.passUnretained(object as AnyObject).toOpaque())
    type = Swift.type(of: object)
  }

  var shapeID: UInt32 {
    @inline(__always) get { unsafe type.shapeID(ofUnheld: object) }
  }

  @inline(__always)
  func value(at field: Int) -> Value { unsafe type.value(ofUnheld: object, at: field) }
}
