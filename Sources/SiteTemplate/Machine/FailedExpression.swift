import SiteDiagnostics

/// What can be said about an expression that failed, from its source and the variables as they are.
struct FailedExpression {
  private(set) var location: SourceLocation
  private(set) var message: String
  private(set) var hint: String?
  private(set) var notes: [Diagnostic.Note] = []
  private(set) var origins: [RenderError.Origin] = []

  init(_ machine: borrowing Machine, at place: Int, _ error: CallError) {
    let range = machine.range(of: machine.frame, at: place)
    let source = machine.source(of: machine.frame)
    location = source.location(of: range.bytes)
    message = error.message
    guard error.id != "template.unpack", let parsed = ParsedExpression(range, of: source, machine.program) else {
      return
    }
    let paths = Self.resolved(parsed.paths, in: machine, machine.frame, at: place)
    if error.id == "template.undefined", let missing = paths.first(where: { $0.value.isUndefined }) {
      location = source.location(of: missing.undefinedRange.bytes)
      let text = missing.undefinedText(in: source)
      message = "`\(text)` is undefined"
      hint = missing.hint ?? Self.nextStep(forUndefined: text, in: machine)
      if missing.hint == nil, let holder = missing.holder(in: source) { notes.append(holder) }
    } else if error.id == "template.undefined" {
      hint = error.hint ?? "`|default(…)` replaces what may be missing, `|select(\"defined\")` leaves it out of a list"
    } else if let name = error.argumentName, let keyword = parsed.keyword(name) {
      location = source.location(of: keyword.range.bytes)
    } else if let index = error.argument, let argument = parsed.argument(index, machine.call.environment) {
      location = source.location(of: argument.bytes)
    }
    for path in paths {
      origins.append(path.origin)
      origins += Self.origins(ofParameter: path.root, of: machine, inner: machine.frames.count)
      if case .callable = path.value { continue }
      guard !path.value.isUndefined else { continue }
      let note = Diagnostic.Note("`\(path.text(in: source))` is \(path.value.described)")
      if !notes.contains(note) { notes.append(note) }
    }
  }

  private static func nextStep(forUndefined text: String, in machine: borrowing Machine) -> String {
    if text == "loop" { return "`loop` is known within `{% for … %}`" }
    let template = machine.program.functions[machine.frame.function].template
    let macro = machine.program.functions.first {
      $0.kind == .macro && $0.template == template && $0.name.string == text
    }
    if let macro {
      let line = machine.source(of: machine.frame).location(of: macro.range.bytes).line
      return "the macro `\(text)` of line \(line) is known after its definition; import macros from a file of their own"
    }
    return "if it may be missing, ask first: `{% if \(text) is defined %}`"
  }

  private static func resolved(
    _ paths: [ValuePath], in machine: borrowing Machine, _ frame: Frame, at place: Int
  ) -> [ValuePath] {
    var paths = paths
    for index in paths.indices { paths[index].resolve(in: machine, frame, at: place) }
    return paths
  }

  /// Where a macro's argument came from, through as many macros as hand it on.
  ///
  /// - Parameter inner: the number of the macro's frame among those that wait, where the one that failed comes last.
  private static func origins(
    ofParameter name: Text, of machine: borrowing Machine, inner: Int
  ) -> [RenderError.Origin] {
    guard inner > 0 else { return [] }
    let frame = inner < machine.frames.count ? machine.frames[inner] : machine.frame
    let waiting = machine.frames[inner - 1]
    let parameters = machine.program.functions[frame.function].parameters.map { machine.program.names[$0] }
    guard let index = parameters.firstIndex(of: name),
      let call = ParsedExpression(
        machine.range(of: waiting, at: frame.resumption), of: machine.source(of: waiting), machine.program)
    else { return [] }
    let paths = call.paths(inArgument: index, named: name)
    return resolved(paths, in: machine, waiting, at: frame.resumption).flatMap { path in
      [path.origin] + origins(ofParameter: path.root, of: machine, inner: inner - 1)
    }
  }
}
