/// Which `type` makes a `<script>` element run rather than hold data (HTML standard, 4.12.1).
enum ScriptTypes {
  private static let running: Set<String> = [
    "", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript",
    "application/ecmascript", "application/x-javascript", "text/x-javascript",
  ]

  /// The type is in lower case.
  static func run(_ type: String) -> Bool { running.contains(type) }
}
