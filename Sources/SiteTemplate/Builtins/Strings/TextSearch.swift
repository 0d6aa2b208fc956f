/// Looks for a string in others in time proportional to their length, whatever they are (Knuth, Morris and Pratt).
struct TextSearch {
  let needle: Text
  /// For each number of matched bytes, how many of them begin another match.
  private let fallbacks: [Int]

  /// - Precondition: `needle` is not empty.
  init(for needle: Text) {
    precondition(!needle.isEmpty, "looking for nothing finds it everywhere")
    self.needle = needle
    let bytes = needle.bytes
    var fallbacks = [0, 0]
    fallbacks.reserveCapacity(bytes.count + 1)
    var matched = 0
    for index in 1..<bytes.count {
      while matched > 0, bytes[index] != bytes[matched] { matched = fallbacks[matched] }
      if bytes[index] == bytes[matched] { matched += 1 }
      fallbacks.append(matched)
    }
    self.fallbacks = fallbacks
  }

  /// The byte offset of the first occurrence that begins at or behind an offset.
  func firstOffset(in text: Text, from start: Int = 0) -> Int? {
    let haystack = text.bytes
    let wanted = needle.bytes
    guard start + wanted.count <= haystack.count else { return nil }
    var matched = 0
    for index in max(0, start)..<haystack.count {
      let byte = haystack[index]
      while matched > 0, byte != wanted[matched] { matched = fallbacks[matched] }
      if byte == wanted[matched] {
        matched += 1
        if matched == wanted.count { return index + 1 - matched }
      }
    }
    return nil
  }

  /// The byte offsets of all occurrences that don't overlap, at most `limit`.
  func offsets(in text: Text, limit: Int = .max) -> [Int] {
    var offsets: [Int] = []
    var start = 0
    while offsets.count < limit, let offset = firstOffset(in: text, from: start) {
      offsets.append(offset)
      start = offset + needle.byteCount
    }
    return offsets
  }
}

extension Text {
  func contains(_ other: Text) -> Bool { other.isEmpty || TextSearch(for: other).firstOffset(in: self) != nil }

  func hasPrefix(_ other: Text) -> Bool {
    other.byteCount <= byteCount && slice(0..<other.byteCount, equals: other)
  }

  func hasSuffix(_ other: Text) -> Bool {
    other.byteCount <= byteCount && slice(byteCount - other.byteCount..<byteCount, equals: other)
  }

  /// Byte offsets need not lie on the borders of code points here.
  private func slice(_ range: Range<Int>, equals other: Text) -> Bool {
    let a = bytes.extracting(range)
    let b = other.bytes
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }

  /// The string with up to `limit` occurrences of another replaced, from the start. The empty string occurs before every
  /// code point and at the end.
  func replacing(_ old: Text, with new: Text, limit: Int = .max) -> Text {
    let offsets: [Int]
    if old.isEmpty {
      offsets = codePointOffsets(limit: limit)
    } else {
      offsets = TextSearch(for: old).offsets(in: self, limit: limit)
    }
    guard !offsets.isEmpty else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(max(0, byteCount + offsets.count * (new.byteCount - old.byteCount)))
    var copied = 0
    for offset in offsets {
      result.append(slice(copied..<offset))
      result.append(new)
      copied = offset + old.byteCount
    }
    result.append(slice(copied..<byteCount))
    return Text(validated: result)
  }

  /// How many bytes replacing may yield at most: to be charged before.
  func byteCountReplacing(_ old: Text, with new: Text, limit: Int) -> Int {
    let occurrences = min(limit, old.isEmpty ? byteCount + 1 : byteCount / old.byteCount)
    let growth = max(0, new.byteCount - old.byteCount)
    let total = occurrences.multipliedReportingOverflow(by: growth)
    return total.overflow
      ? .max
      : byteCount.addingReportingOverflow(total.partialValue).overflow
        ? .max : byteCount + total.partialValue
  }

  /// The borders between code points, with start and end.
  private func codePointOffsets(limit: Int) -> [Int] {
    var offsets: [Int] = []
    let bytes = bytes
    var offset = 0
    while offset <= bytes.count, offsets.count < limit {
      if offset == bytes.count || bytes[offset] & 0xC0 != 0x80 { offsets.append(offset) }
      offset += 1
    }
    return offsets
  }
}
