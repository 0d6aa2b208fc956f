extension NativeCall {
  /// An argument that must be a whole number; truth values count as 0 and 1.
  func integer(_ arguments: borrowing Span<Value>, _ index: Int, _ name: StaticString) throws(CallError) -> Int {
    guard let number = arguments[index].integer else { throw wrong(arguments, index, name, "a whole number") }
    return number
  }

  /// As `integer`, or `nil` for none.
  func optionalInteger(
    _ arguments: borrowing Span<Value>, _ index: Int, _ name: StaticString
  ) throws(CallError) -> Int? {
    if case .none = arguments[index] { return nil }
    return try integer(arguments, index, name)
  }

  /// An argument that must be a string.
  func string(_ arguments: borrowing Span<Value>, _ index: Int, _ name: StaticString) throws(CallError) -> Text {
    guard let text = arguments[index].text else { throw wrong(arguments, index, name, "a string") }
    return text
  }

  /// As `string`, or `nil` for none.
  func optionalString(
    _ arguments: borrowing Span<Value>, _ index: Int, _ name: StaticString
  ) throws(CallError) -> Text? {
    if case .none = arguments[index] { return nil }
    return try string(arguments, index, name)
  }

  func flag(_ arguments: borrowing Span<Value>, _ index: Int) throws(CallError) -> Bool {
    try truth(of: arguments[index])
  }

  /// The subject of a filter that works on numbers alone.
  func number(_ arguments: borrowing Span<Value>, for filter: StaticString) throws(CallError) -> Double {
    guard let number = arguments[0].number else { throw refused(arguments, by: filter, "a number") }
    return number
  }

  /// Why a filter can't work on its subject.
  func refused(
    _ arguments: borrowing Span<Value>, by filter: StaticString, _ wanted: StaticString
  ) -> CallError {
    arguments[0].isUndefined
      ? .undefined
      : CallError("`\(filter)` needs \(wanted), not \(arguments[0].described)", id: "template.type", argument: 0)
  }

  private func wrong(
    _ arguments: borrowing Span<Value>, _ index: Int, _ name: StaticString, _ wanted: StaticString
  ) -> CallError {
    CallError(
      "`\(name)` must be \(wanted), not \(arguments[index].described)",
      id: arguments[index].isUndefined ? "template.undefined" : "template.type", argument: index)
  }
}

extension Value {
  /// What stands for the value in markup: the string itself where it is markup already, an escaped one elsewhere.
  func escaped(_ call: NativeCall) throws(CallError) -> Text {
    let text = try call.text(of: self)
    guard !isMarkup else { return text }
    try call.charge(bytes: text.mayContainMarkup ? text.byteCount : 0)
    return text.escaped
  }
}
