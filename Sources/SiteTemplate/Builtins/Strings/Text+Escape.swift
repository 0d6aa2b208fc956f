extension Text {
  /// With `& < > " '` written as character references, for elements and attributes of HTML and XML.
  var escaped: Text {
    guard mayContainMarkup else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(byteCount + byteCount / 8 + 16)
    let bytes = bytes
    var copied = 0
    for index in bytes.indices {
      let replacement: StaticString
      switch bytes[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&#34;"
      case UInt8(ascii: "'"): replacement = "&#39;"
      default: continue
      }
      result.append(slice(copied..<index))
      result.append(replacement)
      copied = index + 1
    }
    result.append(slice(copied..<bytes.count))
    return Text(validated: result)
  }
}

extension Value {
  /// What stands for the value in markup: the string itself where it is markup already, an escaped one elsewhere.
  func escaped(_ call: NativeCall) throws(CallError) -> Text {
    let text = try call.text(of: self)
    guard !isMarkup else { return text }
    try call.charge(bytes: text.mayContainMarkup ? text.byteCount : 0)
    return text.escaped
  }
}
