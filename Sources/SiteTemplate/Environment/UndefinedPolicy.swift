/// What happens where a template uses a value that is not there.
package enum UndefinedPolicy: String, Sendable, CaseIterable {
  /// It prints nothing, is empty and false; looking into it or computing with it is an error.
  case lenient
  /// Any use but `is defined`, `is undefined`, `default` and passing it along is an error.
  case strict
}
