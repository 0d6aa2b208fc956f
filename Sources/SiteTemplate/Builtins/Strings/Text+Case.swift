/// Case mapping as Python has it: full mappings of single code points, and the final sigma.
extension Text {
  var lowercased: Text {
    guard isASCII else { return Text(Self.lowercased(scalars[...])) }
    return mappingASCII { $0.isASCIIUppercase ? $0 | 0x20 : $0 }
  }

  var uppercased: Text {
    guard isASCII else { return uppercasedByScalars }
    return mappingASCII { $0.isASCIILowercase ? $0 & ~0x20 : $0 }
  }

  /// The first letter as a capital, all others small.
  var capitalized: Text {
    guard !isEmpty else { return self }
    let scalars = scalars
    var result = Array(scalars[0].properties.titlecaseMapping.unicodeScalars)
    Self.appendLowercased(scalars[...], from: 1, to: &result)
    return Text(result)
  }

  /// Every letter behind one that has no case as a capital, all others small: `str.title()`.
  var titlecased: Text {
    let scalars = scalars
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    var followsCased = false
    for (index, scalar) in scalars.enumerated() {
      if followsCased {
        Self.appendLowercased(scalar, at: index, in: scalars[...], to: &result)
      } else {
        result.append(contentsOf: scalar.properties.titlecaseMapping.unicodeScalars)
      }
      followsCased = scalar.properties.isCased
    }
    return Text(result)
  }

  var caseSwapped: Text {
    let scalars = scalars
    var result: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isUppercase {
        Self.appendLowercased(scalar, at: index, in: scalars[...], to: &result)
      } else if scalar.properties.isLowercase {
        result.append(contentsOf: scalar.properties.uppercaseMapping.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return Text(result)
  }

  /// As letters are compared without regard to case: `ß` is `ss`, and a final sigma a sigma like others. Folding
  /// maps as the small letter of the capital does, but for the dotless i and the letters of Cherokee (CaseFolding.txt).
  var caseFolded: Text {
    guard !isASCII else { return lowercased }
    var result: [Unicode.Scalar] = []
    for scalar in scalars {
      switch scalar.value {
      case 0x131: result.append(scalar)
      case 0x1E9E: result += "ss".unicodeScalars
      case 0x13A0...0x13F5: result.append(scalar)
      case 0x13F8...0x13FD, 0xAB70...0xABBF: result += scalar.properties.uppercaseMapping.unicodeScalars
      default:
        for capital in scalar.properties.uppercaseMapping.unicodeScalars {
          result += capital.properties.lowercaseMapping.unicodeScalars
        }
      }
    }
    return Text(result)
  }

  /// Whether there is a letter with case and none of them is a capital.
  var isLowercase: Bool {
    isCased {
      $0.isLowercase
    } refusing: {
      $0.isUppercase
    }
  }

  /// Whether there is a letter with case and all of them are capitals.
  var isUppercase: Bool {
    isCased {
      $0.isUppercase
    } refusing: {
      $0.isLowercase
    }
  }

  /// Whether every word begins with a capital and goes on in small letters: `str.istitle()`.
  var isTitlecase: Bool {
    var found = false
    var followsCased = false
    for scalar in scalars {
      if scalar.properties.isUppercase || scalar.isTitlecase {
        if followsCased { return false }
        (found, followsCased) = (true, true)
      } else if scalar.properties.isLowercase {
        if !followsCased { return false }
        found = true
      } else {
        followsCased = false
      }
    }
    return found
  }

  static func lowercased(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    appendLowercased(scalars, from: scalars.startIndex, to: &result)
    return result
  }
}

extension Text {
  private func mappingASCII(_ transform: (UInt8) -> UInt8) -> Text {
    let bytes = bytes
    var changes = false
    for index in bytes.indices where transform(bytes[index]) != bytes[index] {
      changes = true
      break
    }
    guard changes else { return self }
    var result = byteArray
    for index in result.indices { result[index] = transform(result[index]) }
    return Text(validated: result)
  }

  private var uppercasedByScalars: Text {
    let bytes = bytes
    var result: [UInt8] = []
    result.reserveCapacity(byteCount + byteCount / 8)
    var offset = 0
    while offset < byteCount {
      let byte = bytes[offset]
      if byte < 0x80 {
        result.append(byte.isASCIILowercase ? byte & ~0x20 : byte)
        offset += 1
      } else {
        let (scalar, end) = scalar(at: offset)
        result.append(scalar.properties.uppercaseMapping)
        offset = end
      }
    }
    return Text(validated: result)
  }

  private func isCased(
    _ wanted: (Unicode.Scalar.Properties) -> Bool, refusing other: (Unicode.Scalar.Properties) -> Bool
  ) -> Bool {
    var found = false
    var offset = 0
    while offset < byteCount {
      let (scalar, end) = scalar(at: offset)
      if other(scalar.properties) || scalar.isTitlecase { return false }
      found = found || wanted(scalar.properties)
      offset = end
    }
    return found
  }

  private static func appendLowercased(
    _ scalars: ArraySlice<Unicode.Scalar>, from start: Int, to result: inout [Unicode.Scalar]
  ) {
    for index in start..<scalars.endIndex {
      appendLowercased(scalars[index], at: index, in: scalars, to: &result)
    }
  }

  private static func appendLowercased(
    _ scalar: Unicode.Scalar, at index: Int, in scalars: ArraySlice<Unicode.Scalar>,
    to result: inout [Unicode.Scalar]
  ) {
    if scalar.value < 0x80 {
      result.append((0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    } else if scalar == "\u{3A3}" {
      result.append(isFinal(index, in: scalars) ? "\u{3C2}" : "\u{3C3}")
    } else {
      result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  /// Whether a sigma at this place ends its word: the condition `Final_Sigma` of the Unicode standard.
  private static func isFinal(_ index: Int, in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let before = scalars[..<index].last(where: { !$0.properties.isCaseIgnorable }), before.properties.isCased
    else { return false }
    guard let after = scalars[(index + 1)...].first(where: { !$0.properties.isCaseIgnorable }) else { return true }
    return !after.properties.isCased
  }
}
