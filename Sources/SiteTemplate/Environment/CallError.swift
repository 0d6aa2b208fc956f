import SiteDiagnostics

/// Why a filter, test, function or operation could not be carried out; the engine adds the place and the values.
package struct CallError: Error, Sendable {
  /// As `Diagnostic.id`: `template.type` and so on.
  package var id: String
  /// Lower case, no full stop, the thing itself in backticks.
  package var message: String
  package var hint: String?
  /// Which argument is to blame, counted from 0 with the subject; `nil` for the call as a whole.
  package var argument: Int?

  /// The keyword that is to blame.
  var argumentName: Text?
  /// The template that could not be compiled, whose own diagnostics say more; by number.
  var brokenTemplate: Int?

  package init(_ message: String, hint: String? = nil, id: String = "template.value", argument: Int? = nil) {
    self.id = id
    self.message = message
    self.hint = hint
    self.argument = argument
  }

  static func broken(_ template: Int) -> CallError {
    var error = CallError("this template could not be compiled", id: "template.syntax")
    error.brokenTemplate = template
    return error
  }

  func blaming(argument: Int) -> CallError {
    var error = self
    error.argument = argument
    return error
  }

  /// The same error of a call that another one made: none of the other's arguments is to blame.
  var blamingWhole: CallError {
    var error = self
    error.argument = nil
    error.argumentName = nil
    return error
  }

  static func tooManyArguments(_ callee: String, given: Int, atMost: Int) -> CallError {
    CallError(
      "`\(callee)` takes \(count(atMost)), not \(given)", id: "template.arguments")
  }

  static func missingArgument(_ callee: String, _ name: Text) -> CallError {
    CallError("`\(callee)` needs the argument `\(name.string)`", id: "template.arguments")
  }

  static func doubleArgument(_ callee: String, _ name: Text) -> CallError {
    CallError("`\(callee)` gets the argument `\(name.string)` twice", id: "template.arguments")
  }

  static func unknownArgument(_ callee: String, _ name: Text, known: [Text]) -> CallError {
    let names = known.map(\.string)
    let hint =
      nearestName(to: name.string, among: names).map { "did you mean `\($0)`?" }
      ?? (names.isEmpty ? nil : "it takes " + names.map { "`\($0)`" }.joined(separator: ", "))
    var error = CallError("`\(callee)` has no argument `\(name.string)`", hint: hint, id: "template.arguments")
    error.argumentName = name
    return error
  }

  private static func count(_ number: Int) -> String {
    switch number {
    case ...0: "no arguments"
    case 1: "at most 1 argument"
    default: "at most \(number) arguments"
    }
  }
}

extension CallError {
  static let undefined = CallError("this value is undefined", id: "template.undefined")

  static func unknown(
    _ kind: String, _ name: String, known: some Sequence<String>, id: String
  ) -> CallError {
    CallError(
      "unknown \(kind) `\(name)`", hint: nearestName(to: name, among: known).map { "did you mean `\($0)`?" }, id: id)
  }
}
