/// Paths and keys as texts, taken apart by bytes: every page of a site asks for such parts several times.
extension String {
  /// Texts one behind the other, in one step: every page of a site has several such texts, and to append part after part takes
  /// several times as long.
  init(joining parts: [Substring]) {
    let count = parts.reduce(0) { $0 + $1.utf8.count }
    self = unsafe String(unsafeUninitializedCapacity: count) { buffer in
      var end = 0
      for part in parts { end = unsafe buffer[end...].update(fromContentsOf: part.utf8) }
      return end
    }
  }

  /// See ``Substring/folderAndName``.
  var folderAndName: (folder: Substring?, name: Substring) { self[...].folderAndName }
}

extension Substring {
  /// Where the last one of a byte stands that is a character of its own in ASCII.
  func lastIndex(ofByte byte: UInt8) -> String.Index? {
    let bytes = utf8.span
    var offset = bytes.count
    while offset > 0 {
      offset -= 1
      if bytes[offset] == byte { return utf8.index(utf8.startIndex, offsetBy: offset) }
    }
    return nil
  }

  /// The path of the folder that this one lies in, and its own name: `nil` and itself for what lies at the top.
  var folderAndName: (folder: Substring?, name: Substring) {
    guard let slash = lastIndex(ofByte: UInt8(ascii: "/")) else { return (nil, self) }
    return (self[..<slash], self[utf8.index(after: slash)...])
  }
}
