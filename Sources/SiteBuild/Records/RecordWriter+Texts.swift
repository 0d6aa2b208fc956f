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

  /// Many elements one after the other without their number, by several tasks.
  mutating func append<Element: Sendable>(
    contentsOf elements: [Element], tasks: Int, _ write: @escaping @Sendable (inout RecordWriter, Element) -> Void
  ) async {
    let starts = Array(stride(from: 0, to: elements.count, by: 256))
    let pieces = await concurrently(starts, jobs: tasks) { start in
      var writer = RecordWriter()
      for element in elements[start..<min(start + 256, elements.count)] { write(&writer, element) }
      return writer.bytes
    }
    bytes.reserveCapacity(bytes.count + pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { bytes += piece }
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
