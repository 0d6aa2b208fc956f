/// `wordwrap`: breaks lines as Python's `textwrap` does.
enum WrapFilters {
  static let all: [Native] = [
    Native(
      "wordwrap",
      Signature(
        "s", .optional("width", 79), .optional("break_long_words", true), .optional("wrapstring"),
        .optional("break_on_hyphens", true)),
      wordwrap)
  ]

  private static func wordwrap(_ arguments: borrowing Span<Value>, _ call: NativeCall) throws(CallError) -> Value {
    let text = try call.string(arguments, 0, "wordwrap")
    let width = try call.integer(arguments, 1, "width")
    let separator = try call.optionalString(arguments, 3, "wrapstring") ?? "\n"
    let breaksLongWords = try call.flag(arguments, 2)
    // Only `true` itself breaks at hyphens within words, while any true value breaks long words behind one.
    var splitsAtHyphens = false
    if case .bool(true) = arguments[4] { splitsAtHyphens = true }
    let wrapper = WordWrapper(
      width: width, breaksLongWords: breaksLongWords, splitsAtHyphens: splitsAtHyphens,
      breaksBehindHyphens: try call.flag(arguments, 4))
    let escapes = arguments[3].isMarkup
    try call.charge(elements: text.codePointCount)
    var result: [UInt8] = []
    for (index, line) in text.lines().enumerated() {
      guard width > 0 else { throw CallError("`width` must be at least 1, not \(width)", argument: 1) }
      if index > 0 { result.append(separator) }
      for (number, piece) in wrapper.wrap(line.scalars).enumerated() {
        if number > 0 {
          try call.charge(bytes: separator.byteCount)
          result.append(separator)
        }
        let text = Text(piece)
        result.append(escapes ? text.escaped : text)
      }
    }
    let wrapped = Text(validated: result)
    return escapes ? .markup(wrapped) : .string(wrapped)
  }
}

/// Breaks one line into lines of a width.
struct WordWrapper {
  /// In code points, at least 1.
  let width: Int
  let breaksLongWords: Bool
  let splitsAtHyphens: Bool
  let breaksBehindHyphens: Bool

  typealias Chunk = ArraySlice<Unicode.Scalar>

  func wrap(_ line: [Unicode.Scalar]) -> [Chunk] {
    var lines: [Chunk] = []
    var rest = chunks(of: line)[...]
    while !rest.isEmpty {
      if let first = rest.first, isBlank(first), !lines.isEmpty { rest.removeFirst() }
      var current: [Chunk] = []
      var length = 0
      while let chunk = rest.first, length + chunk.count <= width {
        current.append(chunk)
        length += chunk.count
        rest.removeFirst()
      }
      if let chunk = rest.first, chunk.count > width {
        breakLongWord(chunk, room: width - length, into: &current, rest: &rest)
      }
      if let last = current.last, isBlank(last) { current.removeLast() }
      if let first = current.first, let last = current.last { lines.append(line[first.startIndex..<last.endIndex]) }
    }
    return lines
  }

  private func breakLongWord(
    _ chunk: Chunk, room: Int, into current: inout [Chunk], rest: inout ArraySlice<Chunk>
  ) {
    if breaksLongWords {
      var end = chunk.startIndex + room
      if breaksBehindHyphens, let hyphen = chunk[..<end].lastIndex(of: "-"),
        chunk[..<hyphen].contains(where: { $0 != "-" })
      {
        end = hyphen + 1
      }
      current.append(chunk[..<end])
      rest[rest.startIndex] = chunk[end...]
    } else if current.isEmpty {
      current.append(chunk)
      rest.removeFirst()
    }
  }

  private func isBlank(_ chunk: Chunk) -> Bool { chunk.allSatisfy(\.isSpace) }

  /// Words and the white space between them; words also end behind hyphens between letters and around dashes.
  private func chunks(of line: [Unicode.Scalar]) -> [Chunk] {
    var chunks: [Chunk] = []
    var start = 0
    while start < line.count {
      let end: Int
      if isWrapSpace(line[start]) {
        end = line[start...].firstIndex { !isWrapSpace($0) } ?? line.count
      } else if splitsAtHyphens {
        end = dashEnd(in: line, from: start) ?? wordEnd(in: line, from: start)
      } else {
        end = line[start...].firstIndex(where: isWrapSpace) ?? line.count
      }
      chunks.append(line[start..<end])
      start = end
    }
    return chunks
  }

  /// The end of a dash of two hyphens or more that stands between words.
  private func dashEnd(in line: [Unicode.Scalar], from start: Int) -> Int? {
    guard line[start] == "-", start > 0, isWordPunctuation(line[start - 1]) else { return nil }
    let end = line[start...].firstIndex { $0 != "-" } ?? line.count
    return end - start >= 2 && end < line.count && line[end].isWordCharacter ? end : nil
  }

  private func wordEnd(in line: [Unicode.Scalar], from start: Int) -> Int {
    var end = start + 1
    while end < line.count, !isWrapSpace(line[end]) {
      if endsBehindHyphen(line, end, from: start) { return end }
      if line[end] == "-", isWordPunctuation(line[end - 1]) {
        let dash = line[end...].firstIndex { $0 != "-" } ?? line.count
        if dash - end >= 2, dash < line.count, line[dash].isWordCharacter { return end }
      }
      end += 1
    }
    return end
  }

  /// Whether the hyphen before `end` divides a word: two letters before it, or one between hyphens, and two after it.
  private func endsBehindHyphen(_ line: [Unicode.Scalar], _ end: Int, from start: Int) -> Bool {
    let hyphen = end - 1
    guard hyphen > start, line[hyphen] == "-", hyphen >= 2, isLetter(line[hyphen - 1]) else { return false }
    guard isLetter(line[hyphen - 2]) || (line[hyphen - 2] == "-" && hyphen >= 3 && isLetter(line[hyphen - 3])) else {
      return false
    }
    guard end < line.count, isLetter(line[end]), end + 1 < line.count else { return false }
    return isLetter(line[end + 1]) || (line[end + 1] == "-" && end + 2 < line.count && isLetter(line[end + 2]))
  }

  private func isWrapSpace(_ scalar: Unicode.Scalar) -> Bool {
    (0x09...0x0D).contains(scalar.value) || scalar == " "
  }

  private func isWordPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "!", "\"", "'", "&", ".", ",", "?": true
    default: scalar.isWordCharacter
    }
  }

  /// `[^\d\W]`: what words are made of, but for decimal digits.
  private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isWordCharacter && !scalar.isDecimal }
}
