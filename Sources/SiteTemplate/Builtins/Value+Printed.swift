extension Value {
  /// What printing the value gives: nothing for undefined and none, Python's spelling for the rest.
  package var printed: Text {
    switch self {
    case .undefined, .nothing, .none: .empty
    case .bool(let truth): truth ? "True" : "False"
    case .int(let number): Text(String(number))
    case .float(let number): Text(String(number))
    case .string(let text), .markup(let text): text
    case .object(let object): object.printed
    case .reference(let reference): reference.value.printed
    default: Text("<\(typeName)>")
    }
  }

  /// The value as a message shows it: its type and, shortened, what it looks like.
  package var described: String {
    "\(typeName) `\(printed.string.prefix(40))`"
  }
}
