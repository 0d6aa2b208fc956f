/// Writes values as printing them gives them: scalars in Python's words, containers in Python's spelling.
///
/// Bounded in size and depth, so that containers that share their parts, or lie within themselves, end too.
struct PrintedForm {
  private(set) var bytes: [UInt8] = []
  /// Whether the form ended at its limit.
  private(set) var isCut = false
  private let limit: Int
  private var depth = 0

  init(limit: Int) { self.limit = limit }

  private static let maximumDepth = 2 * Int(Value.maximumDepth)

  /// What printing gives: strings as they stand, nothing for undefined and none.
  mutating func write(_ value: Value) {
    switch value {
    case .undefined, .nothing, .none: break
    case .string(let text), .markup(let text): bytes.append(text)
    case .object(let object): bytes.append(object.printed)
    default: writeSpelling(value)
    }
  }

  /// The value as it stands in a container: strings in quotes, `None`.
  mutating func writeSpelling(_ value: Value) {
    guard bytes.count <= limit, depth < Self.maximumDepth else {
      isCut = true
      return
    }
    switch value {
    case .undefined, .nothing: bytes.append("Undefined")
    case .none: bytes.append("None")
    case .bool(let truth): bytes.append(truth ? "True" : "False")
    case .int(let number): bytes.append(String(number))
    case .float(let number): bytes.append(number.printed)
    case .string(let text): writeQuoted(text)
    case .markup(let text):
      bytes.append("Markup(")
      writeQuoted(text)
      bytes.append(")")
    case .list(let list): writeAll(list.elements, "[", "]")
    case .tuple(let list): writeAll(list.elements, "(", list.count == 1 ? ",)" : ")")
    case .map(let map): writeMap(map)
    case .range(let range):
      bytes.append("range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))")
    case .object(let object): bytes.append(object.printed)
    case .namespace(let namespace):
      bytes.append("<Namespace ")
      nested { $0.writeMap(Map(namespace.pairs.map { (.string($0.0), $0.1) })) }
      bytes.append(">")
    case .reference(let reference): nested { $0.writeSpelling(reference.value) }
    case .callable(let callable): bytes.append("<\(callable.typeName)>")
    }
  }

  private mutating func nested(_ write: (inout PrintedForm) -> Void) {
    depth += 1
    write(&self)
    depth -= 1
  }

  private mutating func writeAll(_ elements: [Value], _ opening: StaticString, _ closing: StaticString) {
    bytes.append(opening)
    nested { form in
      for (index, element) in elements.enumerated() where !form.isCut {
        if index > 0 { form.bytes.append(", ") }
        form.writeSpelling(element)
      }
    }
    bytes.append(closing)
  }

  private mutating func writeMap(_ map: Map) {
    bytes.append("{")
    nested { form in
      for (index, key) in map.keys.enumerated() where !form.isCut {
        if index > 0 { form.bytes.append(", ") }
        form.writeSpelling(key)
        form.bytes.append(": ")
        form.writeSpelling(map.values[index])
      }
    }
    bytes.append("}")
  }

  /// In single quotes, or in double ones where that saves escapes; what can't be seen by its number.
  private mutating func writeQuoted(_ text: Text) {
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let span = text.bytes
    var hasSingle = false
    var hasDouble = false
    for index in span.indices {
      hasSingle = hasSingle || span[index] == single
      hasDouble = hasDouble || span[index] == double
    }
    let quote = hasSingle && !hasDouble ? double : single
    bytes.append(quote)
    var offset = 0
    while offset < text.byteCount {
      let (scalar, end) = text.scalar(at: offset)
      switch scalar {
      case "\\": bytes.append("\\\\")
      case "\n": bytes.append("\\n")
      case "\r": bytes.append("\\r")
      case "\t": bytes.append("\\t")
      case Unicode.Scalar(quote):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(quote)
      case let scalar where scalar.isPrintable: bytes.append(scalar)
      case let scalar where scalar.value <= 0xFF: writeNumber(scalar, "\\x", digits: 2)
      case let scalar where scalar.value <= 0xFFFF: writeNumber(scalar, "\\u", digits: 4)
      case let scalar: writeNumber(scalar, "\\U", digits: 8)
      }
      offset = end
    }
    bytes.append(quote)
  }

  private mutating func writeNumber(_ scalar: Unicode.Scalar, _ prefix: StaticString, digits: Int) {
    let number = String(scalar.value, radix: 16)
    bytes.append(prefix)
    bytes.append(.zero, times: digits - number.utf8.count)
    bytes.append(number)
  }
}

extension NativeCall {
  /// What printing a value gives, paid for.
  func printed(_ value: Value) throws(CallError) -> Text {
    try written { $0.write(value) }
  }

  /// The value as it stands in a container: strings in quotes.
  func spelling(of value: Value) throws(CallError) -> Text {
    try written { $0.writeSpelling(value) }
  }

  /// Far above any container that is worth reading.
  private static let printedLimit = 16 << 20

  private func written(_ write: (inout PrintedForm) -> Void) throws(CallError) -> Text {
    var form = PrintedForm(limit: min(remainingValueBytes, Self.printedLimit))
    write(&form)
    guard !form.isCut else { throw CallError("this value is too large to be printed", id: "template.budget") }
    try charge(bytes: form.bytes.count)
    return Text(validated: form.bytes)
  }
}
