/// What stands in the parentheses of a link that CommonMark doesn't read: an address and a title as people type them,
/// and how they are to be written.
struct WrittenAddress {
  /// As it was typed, without title.
  let destination: String
  private let title: String?
  /// Why it can't be read; `nil` if nothing is wrong with it.
  private(set) var reason: String?
  let hadBlank: Bool

  var hasScheme: Bool { destination.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]+:/) != nil || destination.hasPrefix("//") }

  /// Whether only the title is in doubt, or the blanks of an address whose scheme has none.
  var isCertain: Bool {
    !hadBlank || isPhone || destination.hasPrefix("mailto:")
  }

  private var isPhone: Bool { destination.hasPrefix("tel:") || destination.hasPrefix("sms:") }

  init(_ content: String) {
    let text = content.split(whereSeparator: \.isNewline).joined(separator: " ").trimming()
    if let quoted = text.firstMatch(of: /^(\S.*?)\s+(["'“„‟”‘‚’»«‹›])(.*)(["'“„‟”‘‚’»«‹›])$/) {
      destination = String(quoted.1).trimming()
      title = String(quoted.3)
      let isStraight = quoted.2 == "\"" && quoted.4 == "\"" || quoted.2 == "'" && quoted.4 == "'"
      if !isStraight {
        reason = "the quotes around its title are not straight"
      } else if quoted.3.contains(quoted.2) {
        reason = "quotes stand within its title"
      }
    } else {
      destination = text
      title = nil
    }
    hadBlank = destination.contains { $0.isWhitespace }
    if hadBlank {
      reason = "blanks stand in its address"
    } else if reason == nil, destination.count(where: { $0 == "(" }) != destination.count(where: { $0 == ")" }) {
      reason = "the parentheses in its address don't pair"
    } else if reason == nil, destination.hasPrefix("<") != destination.hasSuffix(">") {
      reason = "the angle brackets around its address don't pair"
    }
  }

  /// The address and the title as CommonMark reads them.
  var markdown: String {
    guard let title else { return address }
    let escaped = title.replacing("\\\"", with: "\"").replacing("\"", with: "\\\"")
    return "\(address) \"\(escaped)\""
  }

  private var address: String {
    if isPhone { return destination.split(whereSeparator: \.isWhitespace).joined(separator: "-") }
    if destination.hasPrefix("mailto:") {
      return destination.split(whereSeparator: \.isWhitespace).joined(separator: "%20")
    }
    let bare =
      destination.hasPrefix("<") || destination.hasSuffix(">")
      ? destination.filter { $0 != "<" && $0 != ">" } : destination
    let needsBrackets = hadBlank || bare.count(where: { $0 == "(" }) != bare.count(where: { $0 == ")" })
    return needsBrackets || bare.count != destination.count ? "<\(bare)>" : bare
  }
}

extension String {
  fileprivate func trimming() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
