import SiteDiagnostics

/// What browsers are told, as an event of a `text/event-stream` (HTML, 9.2).
enum LiveEvent {
  /// How many problems a browser is shown: a broken base template fails everywhere.
  private static let problemLimit = 50
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

  /// A comment, which keeps the connection open and finds out whether it still is.
  static let heartbeat = ": sitegen\n\n"

  private static func standing(_ state: PreviewState) -> [(String, JSONText)] {
    let problems = state.problems.filter { $0.severity != .note }
    return [
      ("build", .number(state.build)), ("problemCount", .number(problems.count)),
      ("problems", .array(problems.prefix(problemLimit).map { ProblemText($0).json })),
    ]
  }

  private static func event(_ name: String, _ members: [(String, JSONText)]) -> String {
    "retry: 500\nevent: \(name)\ndata: \(JSONText.object(members).text)\n\n"
  }
}
