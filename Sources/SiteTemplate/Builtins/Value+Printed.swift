extension Value {
  /// What printing the value gives: nothing for undefined and none, Python's spelling for the rest. Large containers
  /// are cut; `NativeCall.text(of:)` gives them whole or fails.
  package var printed: Text {
    switch self {
    case .string(let text), .markup(let text): text
    case .undefined, .nothing, .none: .empty
    case .bool(let truth): truth ? Self.trueText : Self.falseText
    default: printed(limit: 1 << 20)
    }
  }

  private static let trueText: Text = "True"
  private static let falseText: Text = "False"

  private func printed(limit: Int) -> Text {
    var form = PrintedForm(limit: limit)
    form.write(self)
    return Text(validated: form.bytes)
  }

  /// The value as a message shows it: its type and, shortened, what it looks like.
  package var described: String {
    let limit = 40
    switch self {
    case .undefined, .nothing: return "an undefined value"
    case .none: return "`none`"
    case .string(let text), .markup(let text):
      let shown = text.prefix(limit)
      return "\(typeName) `\(shown.string)\(shown.byteCount < text.byteCount ? "…" : "")`"
    default:
      let text = printed(limit: 4 * limit)
      let shown = text.prefix(limit)
      return "\(typeName) `\(shown.string)\(shown.byteCount < text.byteCount ? "…" : "")`"
    }
  }
}
