extension Text {
  /// What markup says, as text: comments and tags taken out, white space collapsed, character references resolved.
  ///
  /// What looks like a comment or tag but never ends stays.
  var withoutTags: Text {
    Text(validated: Self.withoutTags(Self.withoutComments(self))).withCollapsedSpace.unescaped
  }

  private var withCollapsedSpace: Text {
    var result: [UInt8] = []
    result.reserveCapacity(byteCount)
    for word in words() {
      if !result.isEmpty { result.append(.space) }
      result.append(word)
    }
    return Text(validated: result)
  }

  /// Taking out a comment may make the ends around it into the start of another one.
  private static func withoutComments(_ text: Text) -> [UInt8] {
    let opening: [UInt8] = Array("<!--".utf8)
    let source = text.bytes
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      result.append(source[index])
      index += 1
      guard result.last == UInt8(ascii: "-"), result.suffix(4).elementsEqual(opening) else { continue }
      // The two hyphens of the opening may be those of the closing, too.
      var hyphens = 2
      var end = index
      while end < source.count, !(source[end] == UInt8(ascii: ">") && hyphens >= 2) {
        hyphens = source[end] == UInt8(ascii: "-") ? hyphens + 1 : 0
        end += 1
      }
      guard end < source.count else {
        result.append(text.slice(index..<source.count))
        return result
      }
      result.removeLast(4)
      index = end + 1
    }
    return result
  }

  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")),
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      result.append(contentsOf: rest[..<start])
      rest = rest[(end + 1)...]
    }
    result.append(contentsOf: rest)
    return result
  }
}
