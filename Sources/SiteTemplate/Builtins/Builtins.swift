/// The language's own filters, tests, functions and methods.
enum Builtins {
  static let filters: [Native] =
    CaseFilters.all + EditFilters.all + WrapFilters.all + MarkupFilters.all + NumberFilters.all + ValueFilters.all
    + URLFilters.all + SequenceFilters.all + SortingFilters.all + SelectionFilters.all

  static let tests: [NativeTest] = TypeTests.all + ComparisonTests.all

  static let functions: [Native] = GlobalFunctions.all

  static let methods: [MethodType: [Native]] = [:]

  static let mutations: [MethodType: [Mutation]] = [:]
}
