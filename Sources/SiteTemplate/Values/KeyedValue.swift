/// A value as a key of a mapping, equal as the language has it: `1`, `1.0` and `true` are one key, markup equals the
/// plain string of the same text.
struct KeyedValue: Hashable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  static func == (left: KeyedValue, right: KeyedValue) -> Bool {
    if let a = left.value.text, let b = right.value.text { return a == b }
    return left.value.equals(right.value)
  }

  func hash(into hasher: inout Hasher) { hash(into: &hasher, depth: 0) }

  /// The elements of tuples within tuples within tuples are left out: what shares its parts would take forever.
  private func hash(into hasher: inout Hasher, depth: Int) {
    switch value {
    case .string(let text), .markup(let text): hasher.combine(text)
    case .bool(let truth): hasher.combine(truth ? 1.0 : 0.0)
    case .int(let number): hasher.combine(Double(number))
    case .float(let number): hasher.combine(number)
    case .tuple(let list):
      hasher.combine(list.count)
      for element in list.elements where depth < 2 { KeyedValue(element).hash(into: &hasher, depth: depth + 1) }
    case .undefined, .nothing, .none, .list, .map, .range, .object, .namespace, .reference, .callable:
      hasher.combine(value.typeName)
    }
  }
}
