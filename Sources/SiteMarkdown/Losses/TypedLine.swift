/// The beginning of a line of text as it was typed, where it could be meant as a mark.
struct TypedLine {
  enum Kind: Equatable {
    case other
    /// `•` and the like, a dash: what stands for a point of a list.
    case bullet
    /// A pictograph, which is a part of the text.
    case pictograph
    /// `-`, `*`, `+` with a blank that CommonMark doesn't count as one.
    case hardBullet
    /// `-Text`
    case tightBullet
    /// `1.` with a blank that CommonMark doesn't count as one.
    case hardNumber(Int)
    /// `1.Text`
    case tightNumber(Int)
    /// `2. Text`, which doesn't begin a list within a paragraph.
    case number(Int)
    /// `5. Dezember`
    case date(Int)

    var isPoint: Bool { self == .bullet || self == .pictograph }
  }

  let kind: Kind
  /// The sign and the blanks behind it, in bytes of the line.
  let sign: Range<Int>
  let mark: Range<Int>

  init(_ line: ByteView) {
    var kind = Kind.other
    var sign = 0
    var end = 0
    let first = line.at(0)
    if isDigit(first), let number = TypedNumber(line, at: 0), number.value < 1000 {
      sign = number.range.upperBound
      end = Self.endOfBlanks(line, from: sign)
      let isDate =
        (1...31).contains(number.value)
        && DateTail(line, from: Self.endOfBlanks(line, from: sign), to: line.count) != nil
      let next = Scalars.first(in: line.dropFirst(end))
      if end == sign {
        if Scalars.isLetter(next) { kind = isDate ? .other : .tightNumber(number.value) }
      } else if isDate {
        kind = line.at(sign) == 0x20 ? .date(number.value) : .other
      } else {
        kind = line.at(sign) == 0x20 ? .number(number.value) : .hardNumber(number.value)
      }
    } else if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
      sign = 1
      end = Self.endOfBlanks(line, from: 1)
      let next = Scalars.first(in: line.dropFirst(end))
      if Scalars.isLetter(next) || end > 1 && (next == 0x201E || next == 0x2A) {
        kind = end == 1 ? .tightBullet : .hardBullet
      }
    } else if first >= 0x80 || first == UInt8(ascii: "o") {
      (kind, sign) = Self.point(line, Scalars.first(in: line))
      end = Self.endOfBlanks(line, from: sign)
      if kind == .bullet, end == sign { kind = .other }
    }
    self.kind = kind
    self.sign = 0..<sign
    mark = 0..<max(sign, end)
  }

  private static func point(_ line: ByteView, _ scalar: UInt32) -> (Kind, Int) {
    switch scalar {
    case 0x2022, 0xB7, 0x2013, 0x2014, 0x25BA, 0x25AA, 0x25AB, 0x25A0, 0x25A1, 0x25CF, 0x25CB, 0x2192, 0x2023, 0x25E6,
      0x2043, 0x2219, 0x2B25, 0x2794, 0x27A2, 0x27A4, 0xA7, 0x2010, 0x2011, 0x2212:
      return (.bullet, scalar < 0x800 ? 2 : 3)
    // What Word writes for its fonts of symbols.
    case 0xE000...0xF8FF: return (.bullet, 3)
    case 0x6F where line.at(1) == 0x09 || line.at(1) == 0xC2 && line.at(2) == 0xA0: return (.bullet, 1)
    case 0x2600...0x27BF: return (.pictograph, 3)
    case 0x1F000...0x1FAFF: return (.pictograph, 4)
    default: return (.other, 0)
    }
  }

  /// Blanks and tabs, and blanks that don't break, as word processors write them behind a sign.
  private static func endOfBlanks(_ line: ByteView, from start: Int) -> Int {
    var offset = start
    while offset < line.count {
      switch Scalars.first(in: line.dropFirst(offset)) {
      case 0x20, 0x09: offset += 1
      case 0xA0: offset += 2
      case 0x2000...0x200A, 0x202F: offset += 3
      default: return offset
      }
    }
    return offset
  }

  /// Whether the sign alone says that a list is meant.
  static func isPrivate(_ line: ByteView) -> Bool { (0xE000...0xF8FF).contains(Scalars.first(in: line)) }
}
