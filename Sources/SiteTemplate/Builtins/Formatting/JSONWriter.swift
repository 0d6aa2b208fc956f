/// Writes values as JSON that is safe in markup: in `<script>` elements and in attributes in single quotes.
///
/// As Python's `json.dumps` lays it out. Letters beyond ASCII stay as they are; `< > & '`, control characters and the
/// line separators of JavaScript are escaped.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// What one level is indented by; `nil` keeps everything on one line.
  private let indentation: Text?
  private let call: NativeCall
  private var depth = 0
  private var paid = 0

  init(indentation: Text?, _ call: NativeCall) {
    self.indentation = indentation
    self.call = call
  }

  mutating func write(_ value: Value) throws(CallError) {
    switch value {
    case .undefined, .nothing: throw .undefined
    case .none: bytes.append("null")
    case .bool(let truth): bytes.append(truth ? "true" : "false")
    case .int(let number): bytes.append(String(number))
    case .float(let number): write(number)
    case .string(let text), .markup(let text): write(text)
    case .list(let list), .tuple(let list): try write(list.elements)
    case .map(let map): try write(map)
    case .reference(let reference): try write(reference.value)
    case .object(let object):
      guard let elements = object.elements else { throw refused(value) }
      try write(elements)
    case .range, .namespace, .callable: throw refused(value)
    }
    if bytes.count - paid > 4096 { try pay() }
  }

  /// Containers that share their parts can be longer than anything that is worth writing.
  private static let limit = 32 << 20

  /// Charges for what was written since the last time.
  mutating func pay() throws(CallError) {
    guard bytes.count <= Self.limit else {
      throw CallError("this value is longer than \(Self.limit >> 20) MB as JSON", id: "template.budget", argument: 0)
    }
    try call.charge(bytes: bytes.count - paid)
    paid = bytes.count
  }

  private func refused(_ value: Value) -> CallError {
    CallError("\(value.described) can't be written as JSON", id: "template.type", argument: 0)
  }

  private mutating func write(_ number: Double) {
    if number.isFinite {
      bytes.append(number.printed)
    } else {
      bytes.append(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
  }

  private mutating func write(_ elements: [Value]) throws(CallError) {
    guard !elements.isEmpty else { return bytes.append("[]") }
    try open("[")
    for (index, element) in elements.enumerated() {
      separate(isFirst: index == 0)
      try write(element)
    }
    close("]")
  }

  private mutating func write(_ map: Map) throws(CallError) {
    guard map.count > 0 else { return bytes.append("{}") }
    try open("{")
    for (index, key) in map.keys.enumerated() {
      separate(isFirst: index == 0)
      try write(key: key)
      bytes.append(": ")
      try write(map.values[index])
    }
    close("}")
  }

  private mutating func write(key: Value) throws(CallError) {
    switch key {
    case .string(let text), .markup(let text): write(text)
    case .none, .bool, .int, .float:
      bytes.append("\"")
      try write(key)
      bytes.append("\"")
    default: throw CallError("\(key.described) can't be a key in JSON", id: "template.type", argument: 0)
    }
  }

  private mutating func open(_ bracket: StaticString) throws(CallError) {
    depth += 1
    guard depth <= Int(Value.maximumDepth) else { throw CallError("this value nests too deeply for JSON") }
    bytes.append(bracket)
  }

  private mutating func separate(isFirst: Bool) {
    if indentation != nil {
      if !isFirst { bytes.append(",") }
      breakLine()
    } else if !isFirst {
      bytes.append(", ")
    }
  }

  private mutating func close(_ bracket: StaticString) {
    depth -= 1
    breakLine()
    bytes.append(bracket)
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(.newline)
    for _ in 0..<depth { bytes.append(indentation) }
  }

  private mutating func write(_ text: Text) {
    let span = text.bytes
    bytes.append("\"")
    var runStart = 0
    var index = 0
    while index < span.count {
      let width = escapedWidth(span, index)
      if width > 0 {
        bytes.append(span, from: runStart, to: index)
        writeEscaped(text.scalar(at: index).scalar)
        runStart = index + width
      }
      index += max(1, width)
    }
    bytes.append(span, from: runStart, to: span.count)
    bytes.append("\"")
  }

  /// How many bytes the character that begins here has if it must be escaped; 0 if it may stay.
  private func escapedWidth(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"), UInt8(ascii: "'"):
      1
    case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append("\\\"")
    case "\\": bytes.append("\\\\")
    case "\n": bytes.append("\\n")
    case "\r": bytes.append("\\r")
    case "\t": bytes.append("\\t")
    case "\u{8}": bytes.append("\\b")
    case "\u{C}": bytes.append("\\f")
    default:
      let number = String(scalar.value, radix: 16)
      bytes.append("\\u")
      bytes.append(.zero, times: 4 - number.utf8.count)
      bytes.append(number)
    }
  }
}
