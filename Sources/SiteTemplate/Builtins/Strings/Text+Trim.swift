extension Text {
  struct Sides: OptionSet {
    let rawValue: UInt8
    static let start = Sides(rawValue: 1)
    static let end = Sides(rawValue: 2)
    static let both: Sides = [.start, .end]
  }

  /// Without the white space at its ends.
  func trimmed(_ sides: Sides = .both) -> Text { trimmed(sides) { $0.isSpace } }

  /// Without these characters at its ends, in any order and number.
  func trimmed(_ sides: Sides = .both, of characters: Text) -> Text {
    let set = Set(characters.scalars)
    return trimmed(sides) { set.contains($0) }
  }

  private func trimmed(_ sides: Sides, where drops: (Unicode.Scalar) -> Bool) -> Text {
    var start = 0
    var end = byteCount
    while sides.contains(.start), start < end {
      let next = scalar(at: start)
      guard drops(next.scalar) else { break }
      start = next.end
    }
    while sides.contains(.end), end > start {
      let last = scalar(before: end)
      guard drops(last.scalar) else { break }
      end = last.start
    }
    return slice(start..<end)
  }

  /// The lines without their ends; what follows a final line end is no line of its own.
  func lines(keepingEnds: Bool = false) -> [Text] {
    var lines: [Text] = []
    var start = 0
    var offset = 0
    while offset < byteCount {
      var (scalar, end) = scalar(at: offset)
      if scalar.breaksLine {
        if scalar == "\r", end < byteCount, bytes[end] == .newline { end += 1 }
        lines.append(slice(start..<(keepingEnds ? end : offset)))
        start = end
      }
      offset = end
    }
    if start < byteCount { lines.append(slice(start..<byteCount)) }
    return lines
  }
}
