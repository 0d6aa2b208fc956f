/// The names that the language itself gives a meaning, made once: the compiler compares every name with them.
extension Text {
  static let loop: Text = "loop"
  static let selfName: Text = "self"
  static let superName: Text = "super"
  static let caller: Text = "caller"
  static let cycle: Text = "cycle"
  static let changed: Text = "changed"
  static let moreArguments: Text = "varargs"
  static let moreKeywords: Text = "kwargs"
  /// What macros know beside their parameters.
  static let macroNames: Set<Text> = [moreArguments, moreKeywords, caller]
}
