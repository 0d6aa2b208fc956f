import SiteDiagnostics

/// All templates of a set as code: what the machine runs, immutable.
struct Program: Sendable {
  var code: [Instruction] = []
  var constants: [Value] = []
  /// The text between tags of all templates, with line feeds as line endings.
  var literals: [UInt8] = []
  /// Names of variables, attributes, blocks and methods; instructions hold their places.
  var names: NameTable
  /// Names of keyword arguments of calls; the first list is empty.
  var keywordLists: [[Text]] = [[]]
  var functions: [Function] = []
  /// Which variables of the functions can be seen where, those of each function innermost first.
  var variables: [VariableRange] = []
  /// Where each of the instructions comes from.
  var positions: [SourceRange] = []
  var templates: [Template] = []
  var templateIndex: [Text: Int] = [:]
  let filters: [Native]
  let tests: [NativeTest]
  /// The environment's functions, by the places of their names.
  let globals: [Int: Native]
  /// Whether a template changes lists or maps in place, so that those written in templates must be references.
  var usesReferences = false

  /// One template of the set.
  struct Template: Sendable {
    let name: Text
    let source: SourceText
    /// The function of its text outside of blocks; `nil` where the template could not be compiled.
    var root: Int?
    /// Its blocks, by the places of their names.
    var blocks: [BlockDefinition] = []
    /// The same as a render begins with them.
    var blockEntries: [BlockEntry] = []
    /// How many bytes its text alone has: the least to expect of its output.
    var sizeHint = 0
    /// Why it could not be compiled.
    var errors: [Diagnostic] = []
    /// The constant names by which it refers to others.
    var references: [TemplateReference] = []
    /// Whether it refers to a template whose name only a render knows.
    var hasDynamicReference = false
  }

  struct BlockDefinition: Sendable {
    let name: Int
    let function: Int
    let isRequired: Bool
  }

  /// A stretch of code with variables of its own.
  struct Function: Sendable {
    enum Kind: Sendable, Equatable {
      case root, block, macro, caller, loop
    }

    let kind: Kind
    let name: Text
    let template: Int
    /// Where it is defined, for messages.
    let range: SourceRange
    /// The function that a macro or recursive loop is defined in, and the place in its code.
    var definition: (function: Int, place: Int)?
    var entry = 0
    var length = 0
    var slotCount = 0
    /// How many variables live in an environment because macros in it use them.
    var capturedCount = 0
    var parameters: [Int] = []
    /// How many of the parameters, all at the front, have no default.
    var requiredCount = 0
    /// Where the arguments go that are left over, if the body asks for them.
    var moreSlot: Int?
    var keywordsSlot: Int?
    var callerSlot: Int?
    var escapes = false
    var variables = Run<VariableRange>.empty
    /// What going through its variables and those of the functions around costs.
    var lookupSteps = 0
  }

  /// From which instruction of a function up to which a name means a variable.
  struct VariableRange: Sendable {
    let name: Int
    let place: Int
    let isCaptured: Bool
    /// Whether it may be asked for before it is set, and then means what is further out.
    let mayBeUnset: Bool
    let start: Int32
    let end: Int32
  }
}

/// A constant name by which a template refers to another.
struct TemplateReference: Sendable {
  enum Kind: Sendable {
    case extends, include, importing
  }

  let kind: Kind
  let name: Text
  /// The number of the template that it means, if there is one.
  let template: Int?
  let range: SourceRange
  /// Whether it may be missing: one of several names, or `ignore missing`.
  let isOptional: Bool
}

extension Program {
  /// Without any template yet.
  init(_ vocabulary: Vocabulary, templateCount: Int) {
    names = vocabulary.names
    filters = vocabulary.filters
    tests = vocabulary.tests
    globals = vocabulary.functions
    templates.reserveCapacity(templateCount)
    templateIndex.reserveCapacity(templateCount)
    functions.reserveCapacity(templateCount * 2)
  }
}
