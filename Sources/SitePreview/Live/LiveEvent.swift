import SiteDiagnostics

/// What browsers are told, as an event of a `text/event-stream` (HTML, 9.2).
enum LiveEvent {
  /// How many problems a browser is shown: a broken base template fails everywhere.
  private static let problemLimit = 50
  /// How many findings of a check: each page shows its own.
  private static let findingLimit = 500
  /// How many changed files are named; with more a browser has no use for the list.
  private static let assetLimit = 500

  /// The first event of every stream: which server this is, and how things stand.
  static func hello(server: String, _ state: PreviewState) -> String {
    event("hello", [("server", .string(server))] + standing(state))
  }

  /// After every build.
  static func build(_ state: PreviewState, _ update: PreviewUpdate) -> String {
    let assets: JSONText =
      update.changedAssets.count > assetLimit ? .string("all") : .array(update.changedAssets.map { .string($0) })
    let edited = update.edited.map { page in
      JSONText.object([("address", .string(page.address)), ("title", .string(page.title))])
    }
    return event("build", standing(state) + [("assets", assets), ("edited", .array(edited))])
  }

  /// After every check.
  static func findings(_ state: PreviewState) -> String { event("findings", standing(state)) }

  /// A comment, which keeps the connection open and finds out whether it still is.
  static let heartbeat = ": sitegen\n\n"

  private static func standing(_ state: PreviewState) -> [(String, JSONText)] {
    let problems = state.problems.filter { $0.severity != .note }
    let list = { (all: [Diagnostic], limit: Int) in
      JSONText.array(all.prefix(limit).map { json(of: $0, in: state) })
    }
    return [
      ("build", .number(state.build)), ("problemCount", .number(problems.count)),
      ("problems", list(problems.folded(), problemLimit)), ("held", .bool(state.isHeldBack)),
      ("findings", list(state.findings.filter { $0.severity != .note }.inOrderOfWeight(), findingLimit)),
    ]
  }

  private static func json(of diagnostic: Diagnostic, in state: PreviewState) -> JSONText {
    let page = diagnostic.location.flatMap { state.pages[$0.path] }
    return .object(
      ProblemText(diagnostic).members + [("page", .string(page)), ("isNew", .bool(state.isNew(diagnostic)))])
  }

  private static func event(_ name: String, _ members: [(String, JSONText)]) -> String {
    "retry: 500\nevent: \(name)\ndata: \(JSONText.object(members).text)\n\n"
  }
}
