extension Value {
  /// `element in self`: an element of a list, a key of a mapping, a part of a string.
  package func contains(_ element: Value, _ call: NativeCall) throws(CallError) -> Bool {
    switch self {
    case .string(let text), .markup(let text):
      guard let part = element.text else {
        if element.isUndefined { throw .undefined }
        throw CallError("\(element.described) can't be a part of a string", id: "template.type")
      }
      try call.charge(steps: text.byteCount >> 4)
      return text.contains(part)
    case .map(let map):
      guard element.isHashable else { throw CallError("\(element.described) can't be a key", id: "template.type") }
      try call.requireDefined(element)
      try call.charge(lookingUp: element)
      return map[element] != nil
    case .range(let range):
      if range.count > 0 { try call.requireDefined(element) }
      if let number = element.integer {
        guard range.count > 0 else { return false }
        let (offset, overflow) = number.subtractingReportingOverflow(range.start)
        guard !overflow, offset.remainderReportingOverflow(dividingBy: range.step).partialValue == 0 else {
          return false
        }
        return (0..<range.count).contains(offset.dividedReportingOverflow(by: range.step).partialValue)
      }
      if case .float(let number) = element, let whole = Int(exactly: number) {
        return try contains(.int(whole), call)
      }
      return false
    case .object(let object) where object.elements == nil:
      return element.text.map { object.shape.index(of: $0) != nil } ?? false
    case .undefined, .nothing:
      try call.requireDefined(self)
      return false
    default:
      let elements = try call.elements(of: self)
      if !elements.isEmpty { try call.requireDefined(element) }
      return try call.firstIndex(of: element, in: elements) != nil
    }
  }
}
