/// What the cache of a build holds beside words and stamps.
extension RecordWriter {
  mutating func append(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ text: String?) {
    append(text == nil ? 0 : 1)
    if let text { append(text) }
  }

  mutating func append(_ numbers: [UInt32]) {
    append(numbers.count)
    unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ words: [UInt64]) {
    append(words.count)
    unsafe words.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append<Element>(
    _ elements: some Collection<Element>, _ write: (inout RecordWriter, Element) -> Void
  ) {
    append(elements.count)
    for element in elements { write(&self, element) }
  }

  /// The bytes of many elements without their number, in pieces that several tasks make: of a large site they are too many to
  /// be copied into one array.
  static func pieces<Element: Sendable>(
    of elements: [Element], tasks: Int, _ write: @escaping @Sendable (inout RecordWriter, Element) -> Void
  ) async -> [ArraySlice<UInt8>] {
    let starts = Array(stride(from: 0, to: elements.count, by: 256))
    return await concurrently(starts, jobs: tasks) { start in
      var writer = RecordWriter()
      for element in elements[start..<min(start + 256, elements.count)] { write(&writer, element) }
      return writer.bytes[...]
    }
  }

  /// A part that can be passed over when it is read: its length, and what `write` puts there.
  mutating func appendPart(_ write: (inout RecordWriter) -> Void) {
    let start = bytes.count
    append(UInt64(0))
    write(&self)
    let length = UInt64(bytes.count - start - 8).littleEndian
    unsafe withUnsafeBytes(of: length) { unsafe bytes.replaceSubrange(start..<start + 8, with: $0) }
  }
}
