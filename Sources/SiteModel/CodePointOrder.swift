extension String {
  /// Whether this comes before another text in the order of code points, which is that of UTF-8; `nil` where they are
  /// the same.
  ///
  /// The order of `<` takes texts for equal that look the same, which the system's paths may do and yet be two.
  package func precedes(_ other: String) -> Bool? { utf8.span.precedes(other.utf8.span) }
}

extension Span<UInt8> {
  /// Whether these bytes come before others; `nil` where they are the same.
  package func precedes(_ other: Span<UInt8>) -> Bool? {
    let both = Swift.min(count, other.count)
    for offset in 0..<both where self[offset] != other[offset] { return self[offset] < other[offset] }
    return count == other.count ? nil : count < other.count
  }
}
