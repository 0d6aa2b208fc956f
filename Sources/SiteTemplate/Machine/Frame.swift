/// A function under way.
struct Frame {
  enum Result: UInt8 {
    /// What it prints stays in the output.
    case printed
    /// What it prints becomes a value on the stack.
    case captured
    /// What it prints becomes the text of a module, made of its variables.
    case module
  }

  var function = 0
  /// Where its slots begin.
  var base = 0
  /// How high the stack is again when it returns.
  var floor = 0
  /// Its context, by number.
  var context = 0
  /// Whether the context was made for it, and goes with it.
  var ownsContext = false
  /// Whether it runs for a module, whose macros look into its scopes later.
  var isOfModule = false
  /// The environment that its captured variables are in, or the one around its definition; -1 for none.
  var environment = -1
  var result = Result.printed
  var outputStart = 0
  /// Where the function goes on that waits for it.
  var resumption = 0
  /// Whether text is escaped when the waiting function goes on.
  var escapedBefore = false
  /// How many loops were under way when it began.
  var loopCount = 0
  /// How deep the recursive loop is that it is the body of.
  var loopDepth = 0
  /// Tells frames at the same height apart.
  var serial = 0
}

/// The variables that a template knows by name: its own at the top, then what it got from outside.
struct Context {
  /// Variables assigned at the top of the template and of those it extends, by the places of their names.
  var names: [Int] = []
  var values: [Value] = []
  /// Those of them that were imported, which importing this template doesn't hand on.
  var imported: [Int] = []
  /// For each block, its definitions.
  var blocks: [BlockEntry] = []
  /// Whether its blocks are those of its parent.
  var sharesBlocks = false
  /// The context that it extends; -1 for none.
  var parent = -1
  /// What looking a name up costs that is not found in the context itself: contexts and variables gone through.
  var lookupSteps = 0
  /// Whether names that are found nowhere are looked up in what was handed to `render`.
  var seesVariables = true
  /// The frame whose variables can be seen too, with its serial number and the place in its code.
  var link: (frame: Int, serial: Int, place: Int)?
  /// The template that is to be printed instead, once `extends` has been met; -1 for none.
  var parentTemplate = -1

  subscript(name: Int) -> Value? {
    names.firstIndex(of: name).map { values[$0] }
  }

  mutating func set(_ name: Int, to value: Value, isImported: Bool = false) {
    if isImported {
      if !imported.contains(name) { imported.append(name) }
    } else if !imported.isEmpty {
      imported.removeAll { $0 == name }
    }
    if let index = names.firstIndex(of: name) {
      values[index] = value
    } else {
      names.append(name)
      values.append(value)
    }
  }
}

/// Which functions a block's name means, the most derived template's first.
struct BlockEntry {
  let name: Int
  var functions: [Int]
}

/// A loop under way.
struct LoopState {
  var elements: [Value]
  var range: RangeValue?
  var count: Int
  /// How many elements have been taken.
  var position = 0
  /// How many iterations have begun.
  var iteration = 0
  /// While a filter collects the elements that the loop is to run over.
  var kept: [Value]?
  var depth = 0
  /// The function of a recursive loop; -1 for others.
  var function = -1
  /// The environment that the function was defined in.
  var environment = -1
  var context = 0
  var serial = 0
  /// What `loop.changed()` was asked about last.
  var lastChanged: [Value]?

  func element(_ index: Int) -> Value {
    if let range { return .int(range[index]) }
    return index >= 0 && index < elements.count ? elements[index] : .undefined
  }
}

/// What an imported template makes known.
final class Module: TemplateObject {
  let shape: Shape
  var shapeID: UInt32 { shape.id }
  let nesting: Nesting
  private let values: [Value]
  let name: Text
  let printed: Text

  var typeName: String { "module" }
  var isMapping: Bool { false }

  init(name: Text, names: [Text], values: [Value], printed: Text) {
    shape = Shape(keys: names.map { .string($0) })
    self.values = values
    nesting = List(values).nesting
    self.name = name
    self.printed = printed
  }

  func value(at field: Int) -> Value { values[field] }
}
