extension Value {
  /// Truth as `if` has it: empty strings and containers, zeros, none and undefined are false.
  package var isTrue: Bool {
    switch self {
    case .undefined, .nothing, .none: false
    case .bool(let truth): truth
    case .int(let number): number != 0
    case .float(let number): number != 0
    case .string(let text), .markup(let text): !text.isEmpty
    case .list(let list), .tuple(let list): list.count > 0
    case .map(let map): map.count > 0
    case .range(let range): range.count > 0
    case .object(let object): object.elements?.isEmpty != true
    case .namespace, .callable: true
    case .reference(let reference): reference.value.isTrue
    }
  }

  /// `x.name`: a field or the value of a key; of a number, its parts as Python names them.
  package func attribute(_ name: Text) -> Value {
    switch self {
    case .map(let map): map[name] ?? .undefined
    case .object(let object): object.value(named: name) ?? .undefined
    case .namespace(let namespace): namespace[name] ?? .undefined
    case .reference(let reference): reference.value.attribute(name)
    case .tuple(let list): list.attribute(name)
    case .bool(let truth): Value.int(truth ? 1 : 0).attribute(name)
    case .int(let number): Self.part(name, of: number)
    case .float(let number): name == "real" ? .float(number) : name == "imag" ? 0.0 : .undefined
    default: .undefined
    }
  }

  private static func part(_ name: Text, of number: Int) -> Value {
    switch name {
    case "real", "numerator": .int(number)
    case "imag": 0
    case "denominator": 1
    default: .undefined
    }
  }

  /// `x[key]`: the value of a key, the element at a place (counted from the end where negative), the character.
  package func item(_ key: Value) -> Value {
    switch (self, key) {
    case (.map(let map), _): return map[key] ?? .undefined
    case (.reference(let reference), _): return reference.value.item(key)
    case (_, .string(let name)), (_, .markup(let name)): return attribute(name)
    case (_, .int(let number)): return element(number)
    case (_, .bool(let truth)): return element(truth ? 1 : 0)
    default: return .undefined
    }
  }

  /// The element at a place, counted from the end where negative.
  private func element(_ number: Int) -> Value {
    func place(_ count: Int) -> Int? {
      let place = number < 0 ? number + count : number
      return (0..<count).contains(place) ? place : nil
    }
    switch self {
    case .list(let list), .tuple(let list):
      return place(list.count).map { list.elements[$0] } ?? .undefined
    case .range(let range):
      return place(range.count).map { .int(range[$0]) } ?? .undefined
    case .string(let text):
      return text.codePoint(number).map { .string($0) } ?? .undefined
    case .markup(let text):
      return text.codePoint(number).map { .markup($0) } ?? .undefined
    case .object(let object):
      guard let elements = object.elements else { return .undefined }
      return place(elements.count).map { elements[$0] } ?? .undefined
    default: return .undefined
    }
  }
}

extension Text {
  /// The code point at a place, counted from the end where negative.
  fileprivate func codePoint(_ number: Int) -> Text? {
    let count = codePointCount
    let place = number < 0 ? number + count : number
    guard (0..<count).contains(place) else { return nil }
    let start = byteOffset(ofCodePoint: place)
    var end = start + 1
    while end < byteCount, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return slice(start..<end)
  }
}
