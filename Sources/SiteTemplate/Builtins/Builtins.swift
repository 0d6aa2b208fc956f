/// The language's own filters, tests, functions and methods.
enum Builtins {
  static let filters: [Native] =
    CaseFilters.all + EditFilters.all + WrapFilters.all + MarkupFilters.all + NumberFilters.all + ValueFilters.all
    + FormatFilters.all + URLFilters.all + SequenceFilters.all + SortingFilters.all + SelectionFilters.all

  static let tests: [NativeTest] = TypeTests.all + ComparisonTests.all

  static let functions: [Native] = GlobalFunctions.all

  static let methods: [MethodType: [Native]] = [
    .string: StringMethods.all + StringQueryMethods.all + SplitMethods.all,
    .float: ContainerMethods.ofFloats,
    .list: ContainerMethods.ofLists,
    .tuple: ContainerMethods.ofTuples,
    .map: ContainerMethods.ofMaps,
  ]

  static let mutations: [MethodType: [Mutation]] = [.list: ListMutations.all, .map: MapMutations.all]
}
