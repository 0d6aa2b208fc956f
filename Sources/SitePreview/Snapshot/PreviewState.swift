import SiteDiagnostics

/// What the preview holds at a moment.
struct PreviewState {
  /// `nil` until the first good build.
  var snapshot: PreviewSnapshot?
  var problems: [Diagnostic] = []
  /// How many builds there were; 0 while the first one runs.
  var build = 0
}
