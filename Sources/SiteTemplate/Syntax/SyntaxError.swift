/// Why a template cannot be read; the compiler makes a diagnostic of it.
struct SyntaxError: Error {
  var message: String
  var range: SourceRange
  var hint: String?
  /// A further place that explains the first, such as the tag that was never closed.
  var related: (message: String, range: SourceRange)?

  init(
    _ message: String, at range: SourceRange, hint: String? = nil,
    related: (message: String, range: SourceRange)? = nil
  ) {
    self.message = message
    self.range = range
    self.hint = hint
    self.related = related
  }
}
